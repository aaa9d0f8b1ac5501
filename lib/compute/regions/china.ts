/**
 * Chinese provinces by ISO 3166-2 with their GB/T 2260 codes. `country` is the ISO 3166-1 code under which
 * data residency is judged. Coordinates: the capital's centre, within about 0.05 degree, not surveyed.
 * Carbon: official provincial average of 2023 in kg CO2 per kWh (notice 2025-47 of the environment ministry and the
 * statistics bureau); Hong Kong and Taiwan: Electricity Maps' mean of 2022. No figure at hand for Tibet and Macao.
 */
export const CHINA_TABLE = `
code  | GB/T 2260 | country | name           | name zh          | short zh | time zone      | place        |   lat |    lon | kg/kWh | year | grid      | hub
CN-BJ | 110000    | CN      | Beijing        | 北京市           | 北京     | Asia/Shanghai  | Beijing      | 39.90 | 116.41 | 0.5554 | 2023 | province  | beijing-tianjin-hebei
CN-TJ | 120000    | CN      | Tianjin        | 天津市           | 天津     | Asia/Shanghai  | Tianjin      | 39.13 | 117.20 | 0.6796 | 2023 | province  | beijing-tianjin-hebei
CN-HE | 130000    | CN      | Hebei          | 河北省           | 河北     | Asia/Shanghai  | Shijiazhuang | 38.04 | 114.51 | 0.6516 | 2023 | province  | beijing-tianjin-hebei
CN-SX | 140000    | CN      | Shanxi         | 山西省           | 山西     | Asia/Shanghai  | Taiyuan      | 37.87 | 112.55 | 0.6634 | 2023 | province  | -
CN-NM | 150000    | CN      | Inner Mongolia | 内蒙古自治区     | 内蒙古   | Asia/Shanghai  | Hohhot       | 40.84 | 111.75 | 0.6479 | 2023 | province  | inner-mongolia
CN-LN | 210000    | CN      | Liaoning       | 辽宁省           | 辽宁     | Asia/Shanghai  | Shenyang     | 41.80 | 123.43 | 0.4878 | 2023 | province  | -
CN-JL | 220000    | CN      | Jilin          | 吉林省           | 吉林     | Asia/Shanghai  | Changchun    | 43.82 | 125.32 | 0.4671 | 2023 | province  | -
CN-HL | 230000    | CN      | Heilongjiang   | 黑龙江省         | 黑龙江   | Asia/Shanghai  | Harbin       | 45.76 | 126.64 | 0.5229 | 2023 | province  | -
CN-SH | 310000    | CN      | Shanghai       | 上海市           | 上海     | Asia/Shanghai  | Shanghai     | 31.23 | 121.47 | 0.5737 | 2023 | province  | yangtze-delta
CN-JS | 320000    | CN      | Jiangsu        | 江苏省           | 江苏     | Asia/Shanghai  | Nanjing      | 32.06 | 118.80 | 0.5827 | 2023 | province  | yangtze-delta
CN-ZJ | 330000    | CN      | Zhejiang       | 浙江省           | 浙江     | Asia/Shanghai  | Hangzhou     | 30.27 | 120.16 | 0.4974 | 2023 | province  | yangtze-delta
CN-AH | 340000    | CN      | Anhui          | 安徽省           | 安徽     | Asia/Shanghai  | Hefei        | 31.82 | 117.23 | 0.6553 | 2023 | province  | yangtze-delta
CN-FJ | 350000    | CN      | Fujian         | 福建省           | 福建     | Asia/Shanghai  | Fuzhou       | 26.08 | 119.30 | 0.4211 | 2023 | province  | -
CN-JX | 360000    | CN      | Jiangxi        | 江西省           | 江西     | Asia/Shanghai  | Nanchang     | 28.68 | 115.86 | 0.5836 | 2023 | province  | -
CN-SD | 370000    | CN      | Shandong       | 山东省           | 山东     | Asia/Shanghai  | Jinan        | 36.65 | 117.12 | 0.6191 | 2023 | province  | -
CN-HA | 410000    | CN      | Henan          | 河南省           | 河南     | Asia/Shanghai  | Zhengzhou    | 34.75 | 113.62 | 0.5897 | 2023 | province  | -
CN-HB | 420000    | CN      | Hubei          | 湖北省           | 湖北     | Asia/Shanghai  | Wuhan        | 30.59 | 114.31 | 0.4044 | 2023 | province  | -
CN-HN | 430000    | CN      | Hunan          | 湖南省           | 湖南     | Asia/Shanghai  | Changsha     | 28.23 | 112.94 | 0.4976 | 2023 | province  | -
CN-GD | 440000    | CN      | Guangdong      | 广东省           | 广东     | Asia/Shanghai  | Guangzhou    | 23.13 | 113.26 | 0.4419 | 2023 | province  | greater-bay-area
CN-GX | 450000    | CN      | Guangxi        | 广西壮族自治区   | 广西     | Asia/Shanghai  | Nanning      | 22.82 | 108.37 | 0.4476 | 2023 | province  | -
CN-HI | 460000    | CN      | Hainan         | 海南省           | 海南     | Asia/Shanghai  | Haikou       | 20.04 | 110.20 | 0.3648 | 2023 | province  | -
CN-CQ | 500000    | CN      | Chongqing      | 重庆市           | 重庆     | Asia/Shanghai  | Chongqing    | 29.56 | 106.55 | 0.5581 | 2023 | province  | chengdu-chongqing
CN-SC | 510000    | CN      | Sichuan        | 四川省           | 四川     | Asia/Shanghai  | Chengdu      | 30.57 | 104.07 | 0.1564 | 2023 | province  | chengdu-chongqing
CN-GZ | 520000    | CN      | Guizhou        | 贵州省           | 贵州     | Asia/Shanghai  | Guiyang      | 26.65 | 106.63 | 0.5683 | 2023 | province  | guizhou
CN-YN | 530000    | CN      | Yunnan         | 云南省           | 云南     | Asia/Shanghai  | Kunming      | 24.88 | 102.83 | 0.1333 | 2023 | province  | -
CN-XZ | 540000    | CN      | Tibet          | 西藏自治区       | 西藏     | Asia/Shanghai  | Lhasa        | 29.65 |  91.13 |      - | -    | -         | -
CN-SN | 610000    | CN      | Shaanxi        | 陕西省           | 陕西     | Asia/Shanghai  | Xi'an        | 34.34 | 108.94 | 0.6335 | 2023 | province  | -
CN-GS | 620000    | CN      | Gansu          | 甘肃省           | 甘肃     | Asia/Shanghai  | Lanzhou      | 36.06 | 103.83 | 0.4471 | 2023 | province  | gansu
CN-QH | 630000    | CN      | Qinghai        | 青海省           | 青海     | Asia/Shanghai  | Xining       | 36.62 | 101.78 | 0.1796 | 2023 | province  | -
CN-NX | 640000    | CN      | Ningxia        | 宁夏回族自治区   | 宁夏     | Asia/Shanghai  | Yinchuan     | 38.49 | 106.23 | 0.6187 | 2023 | province  | ningxia
CN-XJ | 650000    | CN      | Xinjiang       | 新疆维吾尔自治区 | 新疆     | Asia/Shanghai  | Urumqi       | 43.83 |  87.62 | 0.6021 | 2023 | province  | -
CN-TW | 710000    | TW      | Taiwan         | 台湾省           | 台湾     | Asia/Taipei    | Taipei       | 25.03 | 121.57 | 0.5358 | 2022 | territory | -
CN-HK | 810000    | HK      | Hong Kong      | 香港特别行政区   | 香港     | Asia/Hong_Kong | Hong Kong    | 22.28 | 114.17 | 0.4354 | 2022 | territory | -
CN-MO | 820000    | MO      | Macao          | 澳门特别行政区   | 澳门     | Asia/Macau     | Macao        | 22.20 | 113.55 |      - | -    | -         | -
`;
