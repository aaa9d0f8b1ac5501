import type { nodes } from '../schema';

type Node = Omit<typeof nodes.$inferInsert, 'eventAt' | 'createdAt'>;

const regional = (number: number, nameEn: string, nameZh: string, region: string): Node => ({
  code: `R${String(number).padStart(2, '0')}`,
  kind: 'regional',
  nameEn,
  nameZh,
  parentCode: 'N0',
  region,
});

const industrial = (number: number, industry: string, nameEn: string, nameZh: string): Node => ({
  code: `I${String(number).padStart(2, '0')}`,
  kind: 'industry',
  nameEn,
  nameZh,
  parentCode: 'N0',
  industry,
});

/** The interconnection nodes a market opens with: one national, one at each national hub, and the first industries' (O-2). */
export const NODES: readonly Node[] = [
  { code: 'N0', kind: 'national', nameEn: 'National node', nameZh: '国家节点' },
  regional(1, 'Beijing–Tianjin–Hebei hub, Zhangjiakou', '京津冀枢纽·张家口', 'CN-HE'),
  regional(2, 'Yangtze River Delta hub, Wuhu', '长三角枢纽·芜湖', 'CN-AH'),
  regional(3, 'Guangdong–Hong Kong–Macao hub, Shaoguan', '粤港澳大湾区枢纽·韶关', 'CN-GD'),
  regional(4, 'Chengdu–Chongqing hub, Tianfu', '成渝枢纽·天府', 'CN-SC'),
  regional(5, 'Inner Mongolia hub, Horinger', '内蒙古枢纽·和林格尔', 'CN-NM'),
  regional(6, "Guizhou hub, Gui'an", '贵州枢纽·贵安', 'CN-GZ'),
  regional(7, 'Gansu hub, Qingyang', '甘肃枢纽·庆阳', 'CN-GS'),
  regional(8, 'Ningxia hub, Zhongwei', '宁夏枢纽·中卫', 'CN-NX'),
  industrial(1, 'manufacturing', 'Manufacturing node', '制造业节点'),
  industrial(2, 'finance', 'Finance node', '金融业节点'),
  industrial(3, 'health', 'Health node', '医疗健康节点'),
  industrial(4, 'media', 'Film and rendering node', '影视渲染节点'),
];
