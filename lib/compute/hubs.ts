import { assert } from '@/lib/core/assert';
import { type Coordinates, HUB_KEYS, type HubKey } from './region';
import { readTable } from './table';

/** A data center cluster of a hub; the start area is the land the plan opened first. */
export interface HubCluster {
  readonly key: string;
  readonly nameEn: string;
  readonly nameZh: string;
  /** Region of the cluster's seat; the Yangtze cluster also reaches into Jiangsu and Zhejiang. */
  readonly region: string;
  readonly startAreaZh: string;
  readonly coordinates: Coordinates;
}

/** A national computing hub: `east` consumes computing power, `west` has the energy for it. */
export interface Hub {
  readonly key: HubKey;
  readonly nameEn: string;
  readonly nameZh: string;
  readonly side: 'east' | 'west';
  /** ISO 3166-2 codes of the provinces it covers. */
  readonly regions: readonly string[];
  readonly clusters: readonly HubCluster[];
}

/** The plan of 2021–22 as published; cluster coordinates are approximate centres, not surveyed. */
const HUB_TABLE = `
key                   | name                  | name zh        | side | regions
beijing-tianjin-hebei | Beijing-Tianjin-Hebei | 京津冀枢纽     | east | CN-BJ CN-TJ CN-HE
yangtze-delta         | Yangtze River Delta   | 长三角枢纽     | east | CN-SH CN-JS CN-ZJ CN-AH
greater-bay-area      | Greater Bay Area      | 粤港澳大湾区枢纽 | east | CN-GD
chengdu-chongqing     | Chengdu-Chongqing     | 成渝枢纽       | west | CN-SC CN-CQ
inner-mongolia        | Inner Mongolia        | 内蒙古枢纽     | west | CN-NM
guizhou               | Guizhou               | 贵州枢纽       | west | CN-GZ
gansu                 | Gansu                 | 甘肃枢纽       | west | CN-GS
ningxia               | Ningxia               | 宁夏枢纽       | west | CN-NX
`;

const CLUSTER_TABLE = `
key           | hub                   | name                                | name zh                              | region | lat   | lon    | start area
zhangjiakou   | beijing-tianjin-hebei | Zhangjiakou                         | 张家口集群                           | CN-HE  | 40.41 | 115.52 | 河北省张家口市怀来县、张北县、宣化区
yangtze-green | yangtze-delta         | Yangtze Delta Green Integration Zone | 长三角生态绿色一体化发展示范区集群 | CN-SH  | 31.15 | 121.11 | 上海市青浦区、江苏省苏州市吴江区、浙江省嘉兴市嘉善县
wuhu          | yangtze-delta         | Wuhu                                | 芜湖集群                             | CN-AH  | 31.33 | 118.38 | 安徽省芜湖市鸠江区、弋江区、无为市
shaoguan      | greater-bay-area      | Shaoguan                            | 韶关集群                             | CN-GD  | 24.81 | 113.60 | 广东省韶关高新区
tianfu        | chengdu-chongqing     | Tianfu                              | 天府集群                             | CN-SC  | 30.57 | 103.92 | 四川省成都市双流区、郫都区、简阳市
chongqing     | chengdu-chongqing     | Chongqing                           | 重庆集群                             | CN-CQ  | 29.72 | 106.53 | 重庆市两江新区水土新城、西部(重庆)科学城璧山片区、重庆经开区
horinger      | inner-mongolia        | Horinger                            | 和林格尔集群                         | CN-NM  | 40.38 | 111.82 | 和林格尔新区、集宁大数据产业园
guian         | guizhou               | Gui'an                              | 贵安集群                             | CN-GZ  | 26.42 | 106.48 | 贵安新区贵安电子信息产业园
qingyang      | gansu                 | Qingyang                            | 庆阳集群                             | CN-GS  | 35.73 | 107.64 | 庆阳西峰数据信息产业聚集地
zhongwei      | ningxia               | Zhongwei                            | 中卫集群                             | CN-NX  | 37.51 | 105.19 | 中卫工业园西部云基地
`;

const CLUSTERS = readTable(CLUSTER_TABLE).map((row) => ({
  hub: row.text('hub'),
  cluster: {
    key: row.text('key'),
    nameEn: row.text('name'),
    nameZh: row.text('name zh'),
    region: row.text('region'),
    startAreaZh: row.text('start area'),
    coordinates: { latitude: row.number('lat'), longitude: row.number('lon'), place: row.text('name') },
  } satisfies HubCluster,
}));

const HUB_ROWS = new Map(readTable(HUB_TABLE).map((row) => [row.text('key'), row]));

function hub(key: HubKey): Hub {
  const row = HUB_ROWS.get(key);
  const side = row?.text('side');
  assert(row !== undefined && (side === 'east' || side === 'west'), 'hub table', { key });
  return {
    key,
    nameEn: row.text('name'),
    nameZh: row.text('name zh'),
    side,
    regions: row.list('regions'),
    clusters: CLUSTERS.filter((entry) => entry.hub === key).map((entry) => entry.cluster),
  };
}

/** The eight national hubs with their ten clusters. */
export const HUBS: readonly Hub[] = HUB_KEYS.map(hub);

/** The hub with this key. */
export function hubByKey(key: HubKey): Hub {
  const found = HUBS.find((one) => one.key === key);
  assert(found !== undefined, 'hub table', { key });
  return found;
}
