/**
 * ISO 3166-2 subdivisions of countries that offers often name them for. Coordinates: the capital's centre, within
 * about 0.05 degree, not surveyed. Carbon: mean of 2022 in kg CO2 equivalent per kWh (Electricity Maps by way of
 * umassos/decarbonization-potential) for the zone that serves most of the subdivision; none where two share it.
 */
export const SUBDIVISION_TABLE = `
code   | name                         | time zone                    | place            |    lat |     lon | kg/kWh | year | grid
US-AL  | Alabama                      | America/Chicago              | Montgomery       |  32.38 |  -86.30 | 0.4609 | 2022 | Southern Company
US-AK  | Alaska                       | America/Anchorage            | Juneau           |  58.30 | -134.42 |      - | -    | -
US-AZ  | Arizona                      | America/Phoenix              | Phoenix          |  33.45 | -112.07 | 0.4584 | 2022 | Arizona Public Service
US-AR  | Arkansas                     | America/Chicago              | Little Rock      |  34.75 |  -92.29 | 0.5246 | 2022 | MISO
US-CA  | California                   | America/Los_Angeles          | Sacramento       |  38.58 | -121.49 | 0.2642 | 2022 | California ISO
US-CO  | Colorado                     | America/Denver               | Denver           |  39.74 | -104.99 | 0.5572 | 2022 | Public Service Colorado
US-CT  | Connecticut                  | America/New_York             | Hartford         |  41.76 |  -72.67 | 0.2852 | 2022 | ISO New England
US-DE  | Delaware                     | America/New_York             | Dover            |  39.16 |  -75.52 | 0.4253 | 2022 | PJM
US-DC  | District of Columbia         | America/New_York             | Washington       |  38.91 |  -77.04 | 0.4253 | 2022 | PJM
US-FL  | Florida                      | America/New_York             | Tallahassee      |  30.44 |  -84.28 | 0.4010 | 2022 | Florida Power and Light
US-GA  | Georgia                      | America/New_York             | Atlanta          |  33.75 |  -84.39 | 0.4609 | 2022 | Southern Company
US-HI  | Hawaii                       | Pacific/Honolulu             | Honolulu         |  21.31 | -157.86 | 0.9184 | 2022 | Oahu
US-ID  | Idaho                        | America/Boise                | Boise            |  43.62 | -116.20 | 0.3653 | 2022 | Idaho Power
US-IL  | Illinois                     | America/Chicago              | Springfield      |  39.78 |  -89.65 |      - | -    | -
US-IN  | Indiana                      | America/Indiana/Indianapolis | Indianapolis     |  39.77 |  -86.16 |      - | -    | -
US-IA  | Iowa                         | America/Chicago              | Des Moines       |  41.59 |  -93.62 | 0.5246 | 2022 | MISO
US-KS  | Kansas                       | America/Chicago              | Topeka           |  39.05 |  -95.68 | 0.4667 | 2022 | Southwest Power Pool
US-KY  | Kentucky                     | America/New_York             | Frankfort        |  38.20 |  -84.87 |      - | -    | -
US-LA  | Louisiana                    | America/Chicago              | Baton Rouge      |  30.45 |  -91.15 | 0.5246 | 2022 | MISO
US-ME  | Maine                        | America/New_York             | Augusta          |  44.31 |  -69.78 | 0.2852 | 2022 | ISO New England
US-MD  | Maryland                     | America/New_York             | Annapolis        |  38.98 |  -76.49 | 0.4253 | 2022 | PJM
US-MA  | Massachusetts                | America/New_York             | Boston           |  42.36 |  -71.06 | 0.2852 | 2022 | ISO New England
US-MI  | Michigan                     | America/Detroit              | Lansing          |  42.73 |  -84.56 | 0.5246 | 2022 | MISO
US-MN  | Minnesota                    | America/Chicago              | Saint Paul       |  44.95 |  -93.09 | 0.5246 | 2022 | MISO
US-MS  | Mississippi                  | America/Chicago              | Jackson          |  32.30 |  -90.18 | 0.5246 | 2022 | MISO
US-MO  | Missouri                     | America/Chicago              | Jefferson City   |  38.58 |  -92.17 |      - | -    | -
US-MT  | Montana                      | America/Denver               | Helena           |  46.59 | -112.04 | 0.6877 | 2022 | NorthWestern Energy
US-NE  | Nebraska                     | America/Chicago              | Lincoln          |  40.81 |  -96.70 | 0.4667 | 2022 | Southwest Power Pool
US-NV  | Nevada                       | America/Los_Angeles          | Carson City      |  39.16 | -119.77 | 0.4791 | 2022 | Nevada Power
US-NH  | New Hampshire                | America/New_York             | Concord          |  43.21 |  -71.54 | 0.2852 | 2022 | ISO New England
US-NJ  | New Jersey                   | America/New_York             | Trenton          |  40.22 |  -74.76 | 0.4253 | 2022 | PJM
US-NM  | New Mexico                   | America/Denver               | Santa Fe         |  35.69 | -105.94 | 0.5793 | 2022 | Public Service New Mexico
US-NY  | New York                     | America/New_York             | Albany           |  42.65 |  -73.76 | 0.2813 | 2022 | New York ISO
US-NC  | North Carolina               | America/New_York             | Raleigh          |  35.78 |  -78.64 | 0.3118 | 2022 | Duke Energy Carolinas
US-ND  | North Dakota                 | America/Chicago              | Bismarck         |  46.81 | -100.78 |      - | -    | -
US-OH  | Ohio                         | America/New_York             | Columbus         |  39.96 |  -83.00 | 0.4253 | 2022 | PJM
US-OK  | Oklahoma                     | America/Chicago              | Oklahoma City    |  35.47 |  -97.52 | 0.4667 | 2022 | Southwest Power Pool
US-OR  | Oregon                       | America/Los_Angeles          | Salem            |  44.94 | -123.04 | 0.1747 | 2022 | Portland General Electric
US-PA  | Pennsylvania                 | America/New_York             | Harrisburg       |  40.27 |  -76.88 | 0.4253 | 2022 | PJM
US-RI  | Rhode Island                 | America/New_York             | Providence       |  41.82 |  -71.41 | 0.2852 | 2022 | ISO New England
US-SC  | South Carolina               | America/New_York             | Columbia         |  34.00 |  -81.03 |      - | -    | -
US-SD  | South Dakota                 | America/Chicago              | Pierre           |  44.37 | -100.35 |      - | -    | -
US-TN  | Tennessee                    | America/Chicago              | Nashville        |  36.16 |  -86.78 | 0.3661 | 2022 | Tennessee Valley Authority
US-TX  | Texas                        | America/Chicago              | Austin           |  30.27 |  -97.74 | 0.4018 | 2022 | ERCOT
US-UT  | Utah                         | America/Denver               | Salt Lake City   |  40.76 | -111.89 | 0.6634 | 2022 | PacifiCorp East
US-VT  | Vermont                      | America/New_York             | Montpelier       |  44.26 |  -72.58 | 0.2852 | 2022 | ISO New England
US-VA  | Virginia                     | America/New_York             | Richmond         |  37.54 |  -77.44 | 0.4253 | 2022 | PJM
US-WA  | Washington                   | America/Los_Angeles          | Olympia          |  47.04 | -122.90 | 0.0961 | 2022 | Bonneville Power
US-WV  | West Virginia                | America/New_York             | Charleston       |  38.35 |  -81.63 | 0.4253 | 2022 | PJM
US-WI  | Wisconsin                    | America/Chicago              | Madison          |  43.07 |  -89.40 | 0.5246 | 2022 | MISO
US-WY  | Wyoming                      | America/Denver               | Cheyenne         |  41.14 | -104.82 |      - | -    | -
CA-AB  | Alberta                      | America/Edmonton             | Edmonton         |  53.55 | -113.49 |      - | -    | -
CA-BC  | British Columbia             | America/Vancouver            | Victoria         |  48.43 | -123.37 |      - | -    | -
CA-MB  | Manitoba                     | America/Winnipeg             | Winnipeg         |  49.90 |  -97.14 |      - | -    | -
CA-NB  | New Brunswick                | America/Moncton              | Fredericton      |  45.96 |  -66.64 |      - | -    | -
CA-NL  | Newfoundland and Labrador    | America/St_Johns             | St John's        |  47.56 |  -52.71 |      - | -    | -
CA-NS  | Nova Scotia                  | America/Halifax              | Halifax          |  44.65 |  -63.58 |      - | -    | -
CA-NT  | Northwest Territories        | America/Yellowknife          | Yellowknife      |  62.45 | -114.37 |      - | -    | -
CA-NU  | Nunavut                      | America/Iqaluit              | Iqaluit          |  63.75 |  -68.52 |      - | -    | -
CA-ON  | Ontario                      | America/Toronto              | Toronto          |  43.65 |  -79.38 | 0.0591 | 2022 | province
CA-PE  | Prince Edward Island         | America/Halifax              | Charlottetown    |  46.24 |  -63.13 |      - | -    | -
CA-QC  | Quebec                       | America/Toronto              | Quebec City      |  46.81 |  -71.21 | 0.0285 | 2022 | province
CA-SK  | Saskatchewan                 | America/Regina               | Regina           |  50.45 | -104.62 |      - | -    | -
CA-YT  | Yukon                        | America/Whitehorse           | Whitehorse       |  60.72 | -135.06 |      - | -    | -
AU-ACT | Australian Capital Territory | Australia/Sydney             | Canberra         | -35.28 |  149.13 | 0.5929 | 2022 | New South Wales
AU-NSW | New South Wales              | Australia/Sydney             | Sydney           | -33.87 |  151.21 | 0.5929 | 2022 | state
AU-NT  | Northern Territory           | Australia/Darwin             | Darwin           | -12.46 |  130.84 |      - | -    | -
AU-QLD | Queensland                   | Australia/Brisbane           | Brisbane         | -27.47 |  153.03 | 0.6571 | 2022 | state
AU-SA  | South Australia              | Australia/Adelaide           | Adelaide         | -34.93 |  138.60 | 0.1796 | 2022 | state
AU-TAS | Tasmania                     | Australia/Hobart             | Hobart           | -42.88 |  147.33 | 0.0267 | 2022 | state
AU-VIC | Victoria                     | Australia/Melbourne          | Melbourne        | -37.81 |  144.96 | 0.5411 | 2022 | state
AU-WA  | Western Australia            | Australia/Perth              | Perth            | -31.95 |  115.86 | 0.4349 | 2022 | south-western grid
RU-MOW | Moscow                       | Europe/Moscow                | Moscow           |  55.76 |   37.62 |      - | -    | -
RU-SPE | Saint Petersburg             | Europe/Moscow                | Saint Petersburg |  59.94 |   30.31 |      - | -    | -
`;
