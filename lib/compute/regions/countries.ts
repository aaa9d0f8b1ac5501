/**
 * ISO 3166-1 countries and territories; Hong Kong, Macao and Taiwan stand in the table of Chinese provinces.
 * Names: Unicode CLDR. Time zone and coordinates: the country's main zone in the IANA time zone database.
 * Carbon: mean of the year in kg CO2 equivalent per kWh (Electricity Maps by way of
 * umassos/decarbonization-potential); China's national factor is the official notice 2025-47 (kg CO2 per kWh).
 */
export const COUNTRY_TABLE = `
code | name                                   | time zone                      | place          |    lat |     lon | kg/kWh | year | grid
AD   | Andorra                                | Europe/Andorra                 | Andorra        |  42.50 |    1.52 |      - | -    | -
AE   | United Arab Emirates                   | Asia/Dubai                     | Dubai          |  25.30 |   55.30 |      - | -    | -
AF   | Afghanistan                            | Asia/Kabul                     | Kabul          |  34.52 |   69.20 |      - | -    | -
AG   | Antigua & Barbuda                      | America/Antigua                | Antigua        |  17.05 |  -61.80 |      - | -    | -
AI   | Anguilla                               | America/Anguilla               | Anguilla       |  18.20 |  -63.07 |      - | -    | -
AL   | Albania                                | Europe/Tirane                  | Tirane         |  41.33 |   19.83 |      - | -    | -
AM   | Armenia                                | Asia/Yerevan                   | Yerevan        |  40.18 |   44.50 |      - | -    | -
AO   | Angola                                 | Africa/Luanda                  | Luanda         |  -8.80 |   13.23 |      - | -    | -
AQ   | Antarctica                             | Antarctica/McMurdo             | McMurdo        | -77.83 |  166.60 |      - | -    | -
AR   | Argentina                              | America/Argentina/Buenos_Aires | Buenos Aires   | -34.60 |  -58.45 |      - | -    | -
AS   | American Samoa                         | Pacific/Pago_Pago              | Pago Pago      | -14.27 | -170.70 |      - | -    | -
AT   | Austria                                | Europe/Vienna                  | Vienna         |  48.22 |   16.33 | 0.2445 | 2022 | whole country
AU   | Australia                              | Australia/Sydney               | Sydney         | -33.87 |  151.22 |      - | -    | -
AW   | Aruba                                  | America/Aruba                  | Aruba          |  12.50 |  -69.97 |      - | -    | -
AX   | Åland Islands                          | Europe/Mariehamn               | Mariehamn      |  60.10 |   19.95 |      - | -    | -
AZ   | Azerbaijan                             | Asia/Baku                      | Baku           |  40.38 |   49.85 |      - | -    | -
BA   | Bosnia & Herzegovina                   | Europe/Sarajevo                | Sarajevo       |  43.87 |   18.42 | 0.5816 | 2022 | whole country
BB   | Barbados                               | America/Barbados               | Barbados       |  13.10 |  -59.62 |      - | -    | -
BD   | Bangladesh                             | Asia/Dhaka                     | Dhaka          |  23.72 |   90.42 |      - | -    | -
BE   | Belgium                                | Europe/Brussels                | Brussels       |  50.83 |    4.33 | 0.1713 | 2022 | whole country
BF   | Burkina Faso                           | Africa/Ouagadougou             | Ouagadougou    |  12.37 |   -1.52 |      - | -    | -
BG   | Bulgaria                               | Europe/Sofia                   | Sofia          |  42.68 |   23.32 | 0.5355 | 2022 | whole country
BH   | Bahrain                                | Asia/Bahrain                   | Bahrain        |  26.38 |   50.58 |      - | -    | -
BI   | Burundi                                | Africa/Bujumbura               | Bujumbura      |  -3.38 |   29.37 |      - | -    | -
BJ   | Benin                                  | Africa/Porto-Novo              | Porto-Novo     |   6.48 |    2.62 |      - | -    | -
BL   | St. Barthélemy                         | America/St_Barthelemy          | St Barthelemy  |  17.88 |  -62.85 |      - | -    | -
BM   | Bermuda                                | Atlantic/Bermuda               | Bermuda        |  32.28 |  -64.77 |      - | -    | -
BN   | Brunei                                 | Asia/Brunei                    | Brunei         |   4.93 |  114.92 |      - | -    | -
BO   | Bolivia                                | America/La_Paz                 | La Paz         | -16.50 |  -68.15 |      - | -    | -
BQ   | Caribbean Netherlands                  | America/Kralendijk             | Kralendijk     |  12.15 |  -68.28 |      - | -    | -
BR   | Brazil                                 | America/Sao_Paulo              | Sao Paulo      | -23.53 |  -46.62 | 0.1016 | 2022 | central and southern grid
BS   | Bahamas                                | America/Nassau                 | Nassau         |  25.08 |  -77.35 |      - | -    | -
BT   | Bhutan                                 | Asia/Thimphu                   | Thimphu        |  27.47 |   89.65 |      - | -    | -
BV   | Bouvet Island                          | Europe/Oslo                    | -              |      - |       - |      - | -    | -
BW   | Botswana                               | Africa/Gaborone                | Gaborone       | -24.65 |   25.92 |      - | -    | -
BY   | Belarus                                | Europe/Minsk                   | Minsk          |  53.90 |   27.57 |      - | -    | -
BZ   | Belize                                 | America/Belize                 | Belize         |  17.50 |  -88.20 |      - | -    | -
CA   | Canada                                 | America/Toronto                | Toronto        |  43.65 |  -79.38 |      - | -    | -
CC   | Cocos (Keeling) Islands                | Indian/Cocos                   | Cocos          | -12.17 |   96.92 |      - | -    | -
CD   | Congo - Kinshasa                       | Africa/Kinshasa                | Kinshasa       |  -4.30 |   15.30 |      - | -    | -
CF   | Central African Republic               | Africa/Bangui                  | Bangui         |   4.37 |   18.58 |      - | -    | -
CG   | Congo - Brazzaville                    | Africa/Brazzaville             | Brazzaville    |  -4.27 |   15.28 |      - | -    | -
CH   | Switzerland                            | Europe/Zurich                  | Zurich         |  47.38 |    8.53 | 0.1523 | 2022 | whole country
CI   | Côte d’Ivoire                          | Africa/Abidjan                 | Abidjan        |   5.32 |   -4.03 |      - | -    | -
CK   | Cook Islands                           | Pacific/Rarotonga              | Rarotonga      | -21.23 | -159.77 |      - | -    | -
CL   | Chile                                  | America/Santiago               | Santiago       | -33.45 |  -70.67 | 0.2119 | 2022 | national electric system
CM   | Cameroon                               | Africa/Douala                  | Douala         |   4.05 |    9.70 |      - | -    | -
CN   | China                                  | Asia/Shanghai                  | Shanghai       |  31.23 |  121.47 | 0.5306 | 2023 | national average
CO   | Colombia                               | America/Bogota                 | Bogota         |   4.60 |  -74.08 |      - | -    | -
CR   | Costa Rica                             | America/Costa_Rica             | Costa Rica     |   9.93 |  -84.08 |      - | -    | -
CU   | Cuba                                   | America/Havana                 | Havana         |  23.13 |  -82.37 |      - | -    | -
CV   | Cape Verde                             | Atlantic/Cape_Verde            | Cape Verde     |  14.92 |  -23.52 |      - | -    | -
CW   | Curaçao                                | America/Curacao                | Curacao        |  12.18 |  -69.00 |      - | -    | -
CX   | Christmas Island                       | Indian/Christmas               | Christmas      | -10.42 |  105.72 |      - | -    | -
CY   | Cyprus                                 | Asia/Nicosia                   | Nicosia        |  35.17 |   33.37 | 0.9498 | 2022 | whole country
CZ   | Czechia                                | Europe/Prague                  | Prague         |  50.08 |   14.43 | 0.5456 | 2022 | whole country
DE   | Germany                                | Europe/Berlin                  | Berlin         |  52.50 |   13.37 | 0.4815 | 2022 | whole country
DJ   | Djibouti                               | Africa/Djibouti                | Djibouti       |  11.60 |   43.15 |      - | -    | -
DK   | Denmark                                | Europe/Copenhagen              | Copenhagen     |  55.67 |   12.58 | 0.1600 | 2022 | Copenhagen zone
DM   | Dominica                               | America/Dominica               | Dominica       |  15.30 |  -61.40 |      - | -    | -
DO   | Dominican Republic                     | America/Santo_Domingo          | Santo Domingo  |  18.47 |  -69.90 |      - | -    | -
DZ   | Algeria                                | Africa/Algiers                 | Algiers        |  36.78 |    3.05 |      - | -    | -
EC   | Ecuador                                | America/Guayaquil              | Guayaquil      |  -2.17 |  -79.83 |      - | -    | -
EE   | Estonia                                | Europe/Tallinn                 | Tallinn        |  59.42 |   24.75 | 0.3778 | 2022 | whole country
EG   | Egypt                                  | Africa/Cairo                   | Cairo          |  30.05 |   31.25 |      - | -    | -
EH   | Western Sahara                         | Africa/El_Aaiun                | El Aaiun       |  27.15 |  -13.20 |      - | -    | -
ER   | Eritrea                                | Africa/Asmara                  | Asmara         |  15.33 |   38.88 |      - | -    | -
ES   | Spain                                  | Europe/Madrid                  | Madrid         |  40.40 |   -3.68 | 0.2115 | 2022 | whole country
ET   | Ethiopia                               | Africa/Addis_Ababa             | Addis Ababa    |   9.03 |   38.70 |      - | -    | -
FI   | Finland                                | Europe/Helsinki                | Helsinki       |  60.17 |   24.97 | 0.1472 | 2022 | whole country
FJ   | Fiji                                   | Pacific/Fiji                   | Fiji           | -18.13 |  178.42 |      - | -    | -
FK   | Falkland Islands                       | Atlantic/Stanley               | Stanley        | -51.70 |  -57.85 |      - | -    | -
FM   | Micronesia                             | Pacific/Pohnpei                | Pohnpei        |   6.97 |  158.22 |      - | -    | -
FO   | Faroe Islands                          | Atlantic/Faroe                 | Faroe          |  62.02 |   -6.77 |      - | -    | -
FR   | France                                 | Europe/Paris                   | Paris          |  48.87 |    2.33 | 0.0994 | 2022 | whole country
GA   | Gabon                                  | Africa/Libreville              | Libreville     |   0.38 |    9.45 |      - | -    | -
GB   | United Kingdom                         | Europe/London                  | London         |  51.51 |   -0.13 | 0.2348 | 2022 | Great Britain
GD   | Grenada                                | America/Grenada                | Grenada        |  12.05 |  -61.75 |      - | -    | -
GE   | Georgia                                | Asia/Tbilisi                   | Tbilisi        |  41.72 |   44.82 |      - | -    | -
GF   | French Guiana                          | America/Cayenne                | Cayenne        |   4.93 |  -52.33 |      - | -    | -
GG   | Guernsey                               | Europe/Guernsey                | Guernsey       |  49.45 |   -2.54 |      - | -    | -
GH   | Ghana                                  | Africa/Accra                   | Accra          |   5.55 |   -0.22 |      - | -    | -
GI   | Gibraltar                              | Europe/Gibraltar               | Gibraltar      |  36.13 |   -5.35 |      - | -    | -
GL   | Greenland                              | America/Nuuk                   | Nuuk           |  64.18 |  -51.73 |      - | -    | -
GM   | Gambia                                 | Africa/Banjul                  | Banjul         |  13.47 |  -16.65 |      - | -    | -
GN   | Guinea                                 | Africa/Conakry                 | Conakry        |   9.52 |  -13.72 |      - | -    | -
GP   | Guadeloupe                             | America/Guadeloupe             | Guadeloupe     |  16.23 |  -61.53 |      - | -    | -
GQ   | Equatorial Guinea                      | Africa/Malabo                  | Malabo         |   3.75 |    8.78 |      - | -    | -
GR   | Greece                                 | Europe/Athens                  | Athens         |  37.97 |   23.72 | 0.4339 | 2022 | whole country
GS   | South Georgia & South Sandwich Islands | Atlantic/South_Georgia         | South Georgia  | -54.27 |  -36.53 |      - | -    | -
GT   | Guatemala                              | America/Guatemala              | Guatemala      |  14.63 |  -90.52 |      - | -    | -
GU   | Guam                                   | Pacific/Guam                   | Guam           |  13.47 |  144.75 |      - | -    | -
GW   | Guinea-Bissau                          | Africa/Bissau                  | Bissau         |  11.85 |  -15.58 |      - | -    | -
GY   | Guyana                                 | America/Guyana                 | Guyana         |   6.80 |  -58.17 |      - | -    | -
HM   | Heard & McDonald Islands               | Indian/Kerguelen               | -              |      - |       - |      - | -    | -
HN   | Honduras                               | America/Tegucigalpa            | Tegucigalpa    |  14.10 |  -87.22 |      - | -    | -
HR   | Croatia                                | Europe/Zagreb                  | Zagreb         |  45.80 |   15.97 | 0.3108 | 2022 | whole country
HT   | Haiti                                  | America/Port-au-Prince         | Port-au-Prince |  18.53 |  -72.33 |      - | -    | -
HU   | Hungary                                | Europe/Budapest                | Budapest       |  47.50 |   19.08 | 0.2983 | 2022 | whole country
ID   | Indonesia                              | Asia/Jakarta                   | Jakarta        |  -6.17 |  106.80 | 0.6524 | 2022 | whole country
IE   | Ireland                                | Europe/Dublin                  | Dublin         |  53.33 |   -6.25 | 0.3972 | 2022 | whole country
IL   | Israel                                 | Asia/Jerusalem                 | Jerusalem      |  31.78 |   35.22 | 0.5772 | 2022 | whole country
IM   | Isle of Man                            | Europe/Isle_of_Man             | Isle of Man    |  54.15 |   -4.47 |      - | -    | -
IN   | India                                  | Asia/Kolkata                   | Kolkata        |  22.53 |   88.37 |      - | -    | -
IO   | British Indian Ocean Territory         | Indian/Chagos                  | Chagos         |  -7.33 |   72.42 |      - | -    | -
IQ   | Iraq                                   | Asia/Baghdad                   | Baghdad        |  33.35 |   44.42 |      - | -    | -
IR   | Iran                                   | Asia/Tehran                    | Tehran         |  35.67 |   51.43 |      - | -    | -
IS   | Iceland                                | Atlantic/Reykjavik             | Reykjavik      |  64.15 |  -21.85 |      - | -    | -
IT   | Italy                                  | Europe/Rome                    | Rome           |  41.90 |   12.48 | 0.3754 | 2022 | northern zone
JE   | Jersey                                 | Europe/Jersey                  | Jersey         |  49.18 |   -2.11 |      - | -    | -
JM   | Jamaica                                | America/Jamaica                | Jamaica        |  17.97 |  -76.79 |      - | -    | -
JO   | Jordan                                 | Asia/Amman                     | Amman          |  31.95 |   35.93 |      - | -    | -
JP   | Japan                                  | Asia/Tokyo                     | Tokyo          |  35.65 |  139.74 | 0.5551 | 2022 | Tokyo area
KE   | Kenya                                  | Africa/Nairobi                 | Nairobi        |  -1.28 |   36.82 |      - | -    | -
KG   | Kyrgyzstan                             | Asia/Bishkek                   | Bishkek        |  42.90 |   74.60 |      - | -    | -
KH   | Cambodia                               | Asia/Phnom_Penh                | Phnom Penh     |  11.55 |  104.92 |      - | -    | -
KI   | Kiribati                               | Pacific/Tarawa                 | Tarawa         |   1.42 |  173.00 |      - | -    | -
KM   | Comoros                                | Indian/Comoro                  | Comoro         | -11.68 |   43.27 |      - | -    | -
KN   | St. Kitts & Nevis                      | America/St_Kitts               | St Kitts       |  17.30 |  -62.72 |      - | -    | -
KP   | North Korea                            | Asia/Pyongyang                 | Pyongyang      |  39.02 |  125.75 |      - | -    | -
KR   | South Korea                            | Asia/Seoul                     | Seoul          |  37.55 |  126.97 | 0.4908 | 2022 | whole country
KW   | Kuwait                                 | Asia/Kuwait                    | Kuwait         |  29.33 |   47.98 |      - | -    | -
KY   | Cayman Islands                         | America/Cayman                 | Cayman         |  19.30 |  -81.38 |      - | -    | -
KZ   | Kazakhstan                             | Asia/Almaty                    | Almaty         |  43.25 |   76.95 |      - | -    | -
LA   | Laos                                   | Asia/Vientiane                 | Vientiane      |  17.97 |  102.60 |      - | -    | -
LB   | Lebanon                                | Asia/Beirut                    | Beirut         |  33.88 |   35.50 |      - | -    | -
LC   | St. Lucia                              | America/St_Lucia               | St Lucia       |  14.02 |  -61.00 |      - | -    | -
LI   | Liechtenstein                          | Europe/Vaduz                   | Vaduz          |  47.15 |    9.52 |      - | -    | -
LK   | Sri Lanka                              | Asia/Colombo                   | Colombo        |   6.93 |   79.85 |      - | -    | -
LR   | Liberia                                | Africa/Monrovia                | Monrovia       |   6.30 |  -10.78 |      - | -    | -
LS   | Lesotho                                | Africa/Maseru                  | Maseru         | -29.47 |   27.50 |      - | -    | -
LT   | Lithuania                              | Europe/Vilnius                 | Vilnius        |  54.68 |   25.32 | 0.2293 | 2022 | whole country
LU   | Luxembourg                             | Europe/Luxembourg              | Luxembourg     |  49.60 |    6.15 | 0.3636 | 2022 | whole country
LV   | Latvia                                 | Europe/Riga                    | Riga           |  56.95 |   24.10 | 0.2842 | 2022 | whole country
LY   | Libya                                  | Africa/Tripoli                 | Tripoli        |  32.90 |   13.18 |      - | -    | -
MA   | Morocco                                | Africa/Casablanca              | Casablanca     |  33.65 |   -7.58 |      - | -    | -
MC   | Monaco                                 | Europe/Monaco                  | Monaco         |  43.70 |    7.38 |      - | -    | -
MD   | Moldova                                | Europe/Chisinau                | Chisinau       |  47.00 |   28.83 |      - | -    | -
ME   | Montenegro                             | Europe/Podgorica               | Podgorica      |  42.43 |   19.27 |      - | -    | -
MF   | St. Martin                             | America/Marigot                | Marigot        |  18.07 |  -63.08 |      - | -    | -
MG   | Madagascar                             | Indian/Antananarivo            | Antananarivo   | -18.92 |   47.52 |      - | -    | -
MH   | Marshall Islands                       | Pacific/Majuro                 | Majuro         |   7.15 |  171.20 |      - | -    | -
MK   | North Macedonia                        | Europe/Skopje                  | Skopje         |  41.98 |   21.43 |      - | -    | -
ML   | Mali                                   | Africa/Bamako                  | Bamako         |  12.65 |   -8.00 |      - | -    | -
MM   | Myanmar (Burma)                        | Asia/Yangon                    | Yangon         |  16.78 |   96.17 |      - | -    | -
MN   | Mongolia                               | Asia/Ulaanbaatar               | Ulaanbaatar    |  47.92 |  106.88 |      - | -    | -
MP   | Northern Mariana Islands               | Pacific/Saipan                 | Saipan         |  15.20 |  145.75 |      - | -    | -
MQ   | Martinique                             | America/Martinique             | Martinique     |  14.60 |  -61.08 |      - | -    | -
MR   | Mauritania                             | Africa/Nouakchott              | Nouakchott     |  18.10 |  -15.95 |      - | -    | -
MS   | Montserrat                             | America/Montserrat             | Montserrat     |  16.72 |  -62.22 |      - | -    | -
MT   | Malta                                  | Europe/Malta                   | Malta          |  35.90 |   14.52 |      - | -    | -
MU   | Mauritius                              | Indian/Mauritius               | Mauritius      | -20.17 |   57.50 |      - | -    | -
MV   | Maldives                               | Indian/Maldives                | Maldives       |   4.17 |   73.50 |      - | -    | -
MW   | Malawi                                 | Africa/Blantyre                | Blantyre       | -15.78 |   35.00 |      - | -    | -
MX   | Mexico                                 | America/Mexico_City            | Mexico City    |  19.40 |  -99.15 |      - | -    | -
MY   | Malaysia                               | Asia/Kuala_Lumpur              | Kuala Lumpur   |   3.17 |  101.70 |      - | -    | -
MZ   | Mozambique                             | Africa/Maputo                  | Maputo         | -25.97 |   32.58 |      - | -    | -
NA   | Namibia                                | Africa/Windhoek                | Windhoek       | -22.57 |   17.10 |      - | -    | -
NC   | New Caledonia                          | Pacific/Noumea                 | Noumea         | -22.27 |  166.45 |      - | -    | -
NE   | Niger                                  | Africa/Niamey                  | Niamey         |  13.52 |    2.12 |      - | -    | -
NF   | Norfolk Island                         | Pacific/Norfolk                | Norfolk        | -29.05 |  167.97 |      - | -    | -
NG   | Nigeria                                | Africa/Lagos                   | Lagos          |   6.45 |    3.40 |      - | -    | -
NI   | Nicaragua                              | America/Managua                | Managua        |  12.15 |  -86.28 |      - | -    | -
NL   | Netherlands                            | Europe/Amsterdam               | Amsterdam      |  52.37 |    4.90 | 0.3982 | 2022 | whole country
NO   | Norway                                 | Europe/Oslo                    | Oslo           |  59.92 |   10.75 | 0.0293 | 2022 | Oslo zone
NP   | Nepal                                  | Asia/Kathmandu                 | Kathmandu      |  27.72 |   85.32 |      - | -    | -
NR   | Nauru                                  | Pacific/Nauru                  | Nauru          |  -0.52 |  166.92 |      - | -    | -
NU   | Niue                                   | Pacific/Niue                   | Niue           | -19.02 | -169.92 |      - | -    | -
NZ   | New Zealand                            | Pacific/Auckland               | Auckland       | -36.87 |  174.77 | 0.0956 | 2022 | whole country
OM   | Oman                                   | Asia/Muscat                    | Muscat         |  23.60 |   58.58 |      - | -    | -
PA   | Panama                                 | America/Panama                 | Panama         |   8.97 |  -79.53 | 0.2397 | 2022 | whole country
PE   | Peru                                   | America/Lima                   | Lima           | -12.05 |  -77.05 | 0.2062 | 2022 | whole country
PF   | French Polynesia                       | Pacific/Tahiti                 | Tahiti         | -17.53 | -149.57 |      - | -    | -
PG   | Papua New Guinea                       | Pacific/Port_Moresby           | Port Moresby   |  -9.50 |  147.17 |      - | -    | -
PH   | Philippines                            | Asia/Manila                    | Manila         |  14.59 |  120.97 |      - | -    | -
PK   | Pakistan                               | Asia/Karachi                   | Karachi        |  24.87 |   67.05 |      - | -    | -
PL   | Poland                                 | Europe/Warsaw                  | Warsaw         |  52.25 |   21.00 | 0.8192 | 2022 | whole country
PM   | St. Pierre & Miquelon                  | America/Miquelon               | Miquelon       |  47.05 |  -56.33 |      - | -    | -
PN   | Pitcairn Islands                       | Pacific/Pitcairn               | Pitcairn       | -25.07 | -130.08 |      - | -    | -
PR   | Puerto Rico                            | America/Puerto_Rico            | Puerto Rico    |  18.47 |  -66.11 |      - | -    | -
PS   | Palestinian Territories                | Asia/Hebron                    | Hebron         |  31.53 |   35.09 |      - | -    | -
PT   | Portugal                               | Europe/Lisbon                  | Lisbon         |  38.72 |   -9.13 | 0.2229 | 2022 | whole country
PW   | Palau                                  | Pacific/Palau                  | Palau          |   7.33 |  134.48 |      - | -    | -
PY   | Paraguay                               | America/Asuncion               | Asuncion       | -25.27 |  -57.67 |      - | -    | -
QA   | Qatar                                  | Asia/Qatar                     | Qatar          |  25.28 |   51.53 |      - | -    | -
RE   | Réunion                                | Indian/Reunion                 | Reunion        | -20.87 |   55.47 |      - | -    | -
RO   | Romania                                | Europe/Bucharest               | Bucharest      |  44.43 |   26.10 | 0.4732 | 2022 | whole country
RS   | Serbia                                 | Europe/Belgrade                | Belgrade       |  44.83 |   20.50 |      - | -    | -
RU   | Russia                                 | Europe/Moscow                  | Moscow         |  55.76 |   37.62 |      - | -    | -
RW   | Rwanda                                 | Africa/Kigali                  | Kigali         |  -1.95 |   30.07 |      - | -    | -
SA   | Saudi Arabia                           | Asia/Riyadh                    | Riyadh         |  24.63 |   46.72 |      - | -    | -
SB   | Solomon Islands                        | Pacific/Guadalcanal            | Guadalcanal    |  -9.53 |  160.20 |      - | -    | -
SC   | Seychelles                             | Indian/Mahe                    | Mahe           |  -4.67 |   55.47 |      - | -    | -
SD   | Sudan                                  | Africa/Khartoum                | Khartoum       |  15.60 |   32.53 |      - | -    | -
SE   | Sweden                                 | Europe/Stockholm               | Stockholm      |  59.33 |   18.05 | 0.0234 | 2022 | Stockholm zone
SG   | Singapore                              | Asia/Singapore                 | Singapore      |   1.28 |  103.85 | 0.4915 | 2022 | whole country
SH   | St. Helena                             | Atlantic/St_Helena             | St Helena      | -15.92 |   -5.70 |      - | -    | -
SI   | Slovenia                               | Europe/Ljubljana               | Ljubljana      |  46.05 |   14.52 | 0.2766 | 2022 | whole country
SJ   | Svalbard & Jan Mayen                   | Arctic/Longyearbyen            | Longyearbyen   |  78.00 |   16.00 |      - | -    | -
SK   | Slovakia                               | Europe/Bratislava              | Bratislava     |  48.15 |   17.12 | 0.3450 | 2022 | whole country
SL   | Sierra Leone                           | Africa/Freetown                | Freetown       |   8.50 |  -13.25 |      - | -    | -
SM   | San Marino                             | Europe/San_Marino              | San Marino     |  43.92 |   12.47 |      - | -    | -
SN   | Senegal                                | Africa/Dakar                   | Dakar          |  14.67 |  -17.43 |      - | -    | -
SO   | Somalia                                | Africa/Mogadishu               | Mogadishu      |   2.07 |   45.37 |      - | -    | -
SR   | Suriname                               | America/Paramaribo             | Paramaribo     |   5.83 |  -55.17 |      - | -    | -
SS   | South Sudan                            | Africa/Juba                    | Juba           |   4.85 |   31.62 |      - | -    | -
ST   | São Tomé & Príncipe                    | Africa/Sao_Tome                | Sao Tome       |   0.33 |    6.73 |      - | -    | -
SV   | El Salvador                            | America/El_Salvador            | El Salvador    |  13.70 |  -89.20 |      - | -    | -
SX   | Sint Maarten                           | America/Lower_Princes          | Lower Princes  |  18.05 |  -63.05 |      - | -    | -
SY   | Syria                                  | Asia/Damascus                  | Damascus       |  33.50 |   36.30 |      - | -    | -
SZ   | Eswatini                               | Africa/Mbabane                 | Mbabane        | -26.30 |   31.10 |      - | -    | -
TC   | Turks & Caicos Islands                 | America/Grand_Turk             | Grand Turk     |  21.47 |  -71.13 |      - | -    | -
TD   | Chad                                   | Africa/Ndjamena                | Ndjamena       |  12.12 |   15.05 |      - | -    | -
TF   | French Southern Territories            | Indian/Kerguelen               | Kerguelen      | -49.35 |   70.22 |      - | -    | -
TG   | Togo                                   | Africa/Lome                    | Lome           |   6.13 |    1.22 |      - | -    | -
TH   | Thailand                               | Asia/Bangkok                   | Bangkok        |  13.75 |  100.52 |      - | -    | -
TJ   | Tajikistan                             | Asia/Dushanbe                  | Dushanbe       |  38.58 |   68.80 |      - | -    | -
TK   | Tokelau                                | Pacific/Fakaofo                | Fakaofo        |  -9.37 | -171.23 |      - | -    | -
TL   | Timor-Leste                            | Asia/Dili                      | Dili           |  -8.55 |  125.58 |      - | -    | -
TM   | Turkmenistan                           | Asia/Ashgabat                  | Ashgabat       |  37.95 |   58.38 |      - | -    | -
TN   | Tunisia                                | Africa/Tunis                   | Tunis          |  36.80 |   10.18 |      - | -    | -
TO   | Tonga                                  | Pacific/Tongatapu              | Tongatapu      | -21.13 | -175.20 |      - | -    | -
TR   | Türkiye                                | Europe/Istanbul                | Istanbul       |  41.02 |   28.97 | 0.3962 | 2022 | whole country
TT   | Trinidad & Tobago                      | America/Port_of_Spain          | Port of Spain  |  10.65 |  -61.52 |      - | -    | -
TV   | Tuvalu                                 | Pacific/Funafuti               | Funafuti       |  -8.52 |  179.22 |      - | -    | -
TZ   | Tanzania                               | Africa/Dar_es_Salaam           | Dar es Salaam  |  -6.80 |   39.28 |      - | -    | -
UA   | Ukraine                                | Europe/Kyiv                    | Kyiv           |  50.43 |   30.52 |      - | -    | -
UG   | Uganda                                 | Africa/Kampala                 | Kampala        |   0.32 |   32.42 |      - | -    | -
UM   | U.S. Outlying Islands                  | Pacific/Wake                   | Wake           |  19.28 |  166.62 |      - | -    | -
US   | United States                          | America/New_York               | New York       |  40.71 |  -74.01 |      - | -    | -
UY   | Uruguay                                | America/Montevideo             | Montevideo     | -34.91 |  -56.21 | 0.0958 | 2022 | whole country
UZ   | Uzbekistan                             | Asia/Tashkent                  | Tashkent       |  41.33 |   69.30 |      - | -    | -
VA   | Vatican City                           | Europe/Vatican                 | Vatican        |  41.90 |   12.45 |      - | -    | -
VC   | St. Vincent & Grenadines               | America/St_Vincent             | St Vincent     |  13.15 |  -61.23 |      - | -    | -
VE   | Venezuela                              | America/Caracas                | Caracas        |  10.50 |  -66.93 |      - | -    | -
VG   | British Virgin Islands                 | America/Tortola                | Tortola        |  18.45 |  -64.62 |      - | -    | -
VI   | U.S. Virgin Islands                    | America/St_Thomas              | St Thomas      |  18.35 |  -64.93 |      - | -    | -
VN   | Vietnam                                | Asia/Ho_Chi_Minh               | Ho Chi Minh    |  10.75 |  106.67 |      - | -    | -
VU   | Vanuatu                                | Pacific/Efate                  | Efate          | -17.67 |  168.42 |      - | -    | -
WF   | Wallis & Futuna                        | Pacific/Wallis                 | Wallis         | -13.30 | -176.17 |      - | -    | -
WS   | Samoa                                  | Pacific/Apia                   | Apia           | -13.83 | -171.73 |      - | -    | -
YE   | Yemen                                  | Asia/Aden                      | Aden           |  12.75 |   45.20 |      - | -    | -
YT   | Mayotte                                | Indian/Mayotte                 | Mayotte        | -12.78 |   45.23 |      - | -    | -
ZA   | South Africa                           | Africa/Johannesburg            | Johannesburg   | -26.25 |   28.00 | 0.7045 | 2022 | whole country
ZM   | Zambia                                 | Africa/Lusaka                  | Lusaka         | -15.42 |   28.28 |      - | -    | -
ZW   | Zimbabwe                               | Africa/Harare                  | Harare         | -17.83 |   31.05 |      - | -    | -
`;
