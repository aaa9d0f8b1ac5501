import { readTable, type TableRow } from '@/lib/compute/table';
import { amountText } from '@/lib/core/amount';
import type { PoolFormInput } from '@/lib/market/pool-form';

/** `ask`: the day's middle ask in CNY per card-hour; `curve`: how it moves over the local day; `day`: listed that many days in. */
const POOL_TABLE = `
provider   | name                         | chip           | cards | server | lot | region | site           | node | ask   | curve | grade  | pue  | green | link | net  | day
helan      | Zhongwei hall A, H100        | h100-sxm-80gb  |    64 |      8 |   8 | CN-NX  | Zhongwei       | R08  | 17.20 | solar | gold   | 1.12 |    82 |  900 | 3200 | 0
helan      | Zhongwei hall B, A100        | a100-sxm-80gb  |    64 |      8 |   2 | CN-NX  | Zhongwei       | R08  |  7.00 | solar | gold   | 1.12 |    82 |  600 | 1600 | 0
helan      | Zhongwei hall C, Ascend      | ascend-910b3   |    96 |      8 |   8 | CN-NX  | Zhongwei       | R08  |  6.40 | solar | silver | 1.15 |    78 |  392 | 1600 | 0
helan      | Zhongwei edge, L20           | l20            |    32 |      8 |   1 | CN-NX  | Zhongwei       | R08  |  2.70 | solar | silver | 1.15 |    78 |    - |  200 | 3
qianling   | Gui'an cave 1, 910B          | ascend-910b3   |   128 |      8 |   8 | CN-GZ  | Gui'an         | R06  |  5.90 | flat  | silver | 1.14 |    61 |  392 | 1600 | 0
qianling   | Gui'an cave 1, 910C          | ascend-910c    |    48 |      8 |   8 | CN-GZ  | Gui'an         | R06  | 11.60 | flat  | gold   | 1.14 |    61 |  784 | 3200 | 0
qianling   | Gui'an cave 2, V100          | v100-sxm2-32gb |    32 |      8 |   1 | CN-GZ  | Gui'an         | R06  |  1.10 | flat  | bronze | 1.21 |    55 |  300 |  100 | 0
chilechuan | Horinger wind 1, H800        | h800-sxm-80gb  |    64 |      8 |   8 | CN-NM  | Horinger       | R05  | 15.60 | wind  | gold   | 1.10 |    88 |  400 | 3200 | 0
chilechuan | Horinger wind 2, H20         | h20-96gb       |    64 |      8 |   4 | CN-NM  | Horinger       | R05  |  7.20 | wind  | silver | 1.10 |    88 |  900 |  800 | 0
chilechuan | Horinger wind 3, MLU590      | mlu590         |    48 |      8 |   8 | CN-NM  | Horinger       | R05  |  4.70 | wind  | silver | 1.13 |    84 |    - |  800 | 0
chilechuan | Ulanqab, RTX 4090            | rtx-4090       |    48 |      8 |   1 | CN-NM  | Ulanqab        | R05  |  2.45 | wind  | bronze | 1.17 |    74 |    - |  100 | 0
longdong   | Qingyang east, 910B          | ascend-910b2   |    96 |      8 |   8 | CN-GS  | Qingyang       | R07  |  6.30 | solar | silver | 1.16 |    80 |  392 |  800 | 0
longdong   | Qingyang east, P800          | kunlun-p800    |    48 |      8 |   8 | CN-GS  | Qingyang       | R07  |  6.30 | solar | silver | 1.16 |    80 |    - |  800 | 0
longdong   | Qingyang west, A800          | a800-sxm-80gb  |    48 |      8 |   4 | CN-GS  | Qingyang       | R07  |  7.80 | solar | silver | 1.18 |    76 |  400 |  800 | 0
longdong   | Qingyang west, C500          | metax-c500     |    32 |      8 |   4 | CN-GS  | Qingyang       | R07  |  4.40 | solar | bronze | 1.18 |    76 |    - |  400 | 2
jinsha     | Tianfu 1, H100               | h100-sxm-80gb  |    32 |      8 |   8 | CN-SC  | Tianfu         | R04  | 18.10 | hydro | gold   | 1.19 |    86 |  900 | 3200 | 0
jinsha     | Tianfu 1, K100-AI            | dcu-k100-ai    |    64 |      8 |   8 | CN-SC  | Tianfu         | R04  |  4.10 | hydro | silver | 1.19 |    86 |    - |  800 | 0
jinsha     | Tianfu 2, L40S               | l40s           |    32 |      8 |   1 | CN-SC  | Tianfu         | R04  |  6.20 | hydro | silver | 1.22 |    86 |    - |  200 | 0
jialing    | Liangjiang, 910B             | ascend-910b3   |    64 |      8 |   8 | CN-CQ  | Liangjiang     | R04  |  6.20 | day   | silver | 1.25 |    48 |  392 |  800 | 0
jialing    | Liangjiang, S4000            | mtt-s4000      |    32 |      8 |   4 | CN-CQ  | Liangjiang     | R04  |  1.80 | day   | bronze | 1.25 |    48 |    - |  200 | 0
jialing    | Bishan, RTX 4090             | rtx-4090       |    32 |      8 |   1 | CN-CQ  | Bishan         | I04  |  2.60 | day   | bronze | 1.28 |    40 |    - |  100 | 0
nanling    | Shaoguan 1, H800             | h800-sxm-80gb  |    48 |      8 |   8 | CN-GD  | Shaoguan       | R03  | 16.40 | day   | gold   | 1.24 |    38 |  400 | 3200 | 0
nanling    | Shaoguan 1, L20              | l20            |    48 |      8 |   1 | CN-GD  | Shaoguan       | R03  |  3.00 | day   | silver | 1.24 |    38 |    - |  200 | 0
nanling    | Shaoguan 2, 910B             | ascend-910b3   |    64 |      8 |   8 | CN-GD  | Shaoguan       | R03  |  7.60 | day   | silver | 1.26 |    36 |  392 |  800 | 0
nanling    | Nansha edge, T4              | t4             |    24 |      4 |   1 | CN-GD  | Nansha         | R03  |  0.55 | day   | bronze | 1.34 |    30 |    - |   50 | 5
guanting   | Huailai 1, H200              | h200-sxm-141gb |    32 |      8 |   8 | CN-HE  | Huailai        | R01  | 24.50 | wind  | gold   | 1.13 |    72 |  900 | 3200 | 0
guanting   | Huailai 1, A100              | a100-sxm-80gb  |    48 |      8 |   4 | CN-HE  | Huailai        | R01  |  7.30 | wind  | gold   | 1.13 |    72 |  600 | 1600 | 0
guanting   | Zhangbei, K100-AI            | dcu-k100-ai    |    48 |      8 |   8 | CN-HE  | Zhangbei       | R01  |  3.60 | wind  | silver | 1.11 |    90 |    - |  800 | 0
guanting   | Zhangbei, MLU370             | mlu370-x8      |    32 |      8 |   4 | CN-HE  | Zhangbei       | R01  |  1.45 | wind  | bronze | 1.11 |    90 |    - |  200 | 1
wanjiang   | Wuhu 1, A800                 | a800-pcie-80gb |    48 |      8 |   2 | CN-AH  | Wuhu           | R02  |  7.70 | day   | silver | 1.21 |    42 |    - |  400 | 0
wanjiang   | Wuhu 1, C500                 | metax-c500-oam |    48 |      8 |   8 | CN-AH  | Wuhu           | R02  |  4.70 | day   | silver | 1.21 |    42 |    - |  400 | 0
wanjiang   | Wuhu 2, 910B                 | ascend-910b3   |    64 |      8 |   8 | CN-AH  | Wuhu           | R02  |  7.30 | day   | silver | 1.21 |    42 |  392 |  800 | 0
dianshan   | Qingpu 1, H100               | h100-sxm-80gb  |    48 |      8 |   8 | CN-SH  | Qingpu         | R02  | 19.40 | day   | gold   | 1.20 |    35 |  900 | 3200 | 0
dianshan   | Qingpu 1, H20                | h20-96gb       |    32 |      8 |   4 | CN-SH  | Qingpu         | R02  |  8.10 | day   | gold   | 1.20 |    35 |  900 |  800 | 0
dianshan   | Qingpu 2, BR104              | br104          |    16 |      8 |   4 | CN-SH  | Qingpu         | R02  |  4.60 | day   | bronze | 1.24 |    35 |    - |  200 | 4
qiantang   | Xiaoshan render, RTX 4090    | rtx-4090       |    64 |      8 |   1 | CN-ZJ  | Xiaoshan       | I04  |  2.70 | night | silver | 1.23 |    40 |    - |  100 | 0
qiantang   | Xiaoshan render, L40S        | l40s           |    32 |      8 |   1 | CN-ZJ  | Xiaoshan       | I04  |  6.40 | night | silver | 1.23 |    40 |    - |  200 | 0
qiantang   | Xiaoshan render, S4000       | mtt-s4000      |    24 |      8 |   2 | CN-ZJ  | Xiaoshan       | I04  |  1.90 | night | bronze | 1.23 |    40 |    - |  200 | 0
straits    | Jurong 1, H100               | h100-sxm-80gb  |    32 |      8 |   8 | SG     | Jurong         | N0   | 18.90 | flat  | gold   | 1.30 |    12 |  900 | 3200 | 0
straits    | Jurong 1, L4                 | l4             |    24 |      8 |   1 | SG     | Jurong         | N0   |  1.35 | flat  | silver | 1.30 |    12 |    - |  100 | 0
isar       | Garching, MI300X             | mi300x         |    32 |      8 |   8 | DE     | Garching       | N0   | 17.40 | solar | gold   | 1.14 |    64 |  896 | 1600 | 0
isar       | Garching, A100               | a100-sxm-40gb  |    24 |      8 |   2 | DE     | Garching       | N0   |  5.30 | solar | silver | 1.14 |    64 |  600 |  800 | 0
kinugawa   | Nikko, H200                  | h200-sxm-141gb |    16 |      8 |   8 | JP     | Nikko          | N0   | 26.20 | day   | gold   | 1.18 |    45 |  900 | 3200 | 0
kinugawa   | Nikko, RTX 6000 Ada          | rtx-6000-ada   |    24 |      8 |   1 | JP     | Nikko          | N0   |  5.20 | day   | silver | 1.18 |    45 |    - |  200 | 6
`;

type Curve = 'solar' | 'wind' | 'hydro' | 'day' | 'night' | 'flat';

/** Share of the middle ask by local hour of day: cheap when power is. */
const CURVES: Readonly<Record<Curve, readonly number[]>> = {
  solar: day([0, 0.97], [6, 1.03], [10, 0.84], [16, 1.08], [18, 1.2], [22, 1.02]),
  wind: day([0, 0.86], [7, 1], [10, 1.06], [17, 1.16], [21, 0.96]),
  hydro: day([0, 0.9], [8, 1.04], [12, 0.98], [18, 1.12], [23, 0.94]),
  day: day([0, 0.82], [8, 1.08], [11, 1.18], [13, 1.06], [17, 1.2], [22, 0.92]),
  night: day([0, 0.88], [8, 1.12], [20, 1], [22, 0.9]),
  flat: day([0, 1]),
};

function day(...steps: readonly (readonly [number, number])[]): readonly number[] {
  return Array.from({ length: 24 }, (_, hour) => steps.findLast(([from]) => from <= hour)?.[1] ?? 1);
}

const isCurve = (text: string): text is Curve => text in CURVES;

/** 24 asks by local hour around a middle one, to the cent. */
export function dayAsks(middle: number, curve: readonly number[]): string[] {
  return curve.map((share) => amountText(BigInt(Math.round(middle * share * 100)) * 10_000n));
}

const PROMISES = {
  gold: { startGraceMinutes: 10, lateCreditBpsPerHour: 200, lateCreditCapBps: 3000 },
  silver: { startGraceMinutes: 20, lateCreditBpsPerHour: 100, lateCreditCapBps: 2000 },
  bronze: { startGraceMinutes: 30, lateCreditBpsPerHour: 50, lateCreditCapBps: 1000 },
} as const;

const gradeOf = (text: string): keyof typeof PROMISES =>
  text === 'gold' || text === 'silver' ? text : 'bronze';

export interface DemoPool {
  readonly provider: string;
  /** Listed this many days after the market opened. */
  readonly day: number;
  readonly middleAsk: number;
  readonly curve: readonly number[];
  readonly form: PoolFormInput;
}

function poolOf(row: TableRow): DemoPool {
  const curveName = row.text('curve');
  const curve = CURVES[isCurve(curveName) ? curveName : 'flat'];
  const grade = gradeOf(row.text('grade'));
  const networkGbits = row.number('net');
  return {
    provider: row.text('provider'),
    day: row.number('day'),
    middleAsk: row.number('ask'),
    curve,
    form: {
      name: row.text('name'),
      chip: row.text('chip'),
      cards: row.number('cards'),
      cardsPerServer: row.number('server'),
      lotCards: row.number('lot'),
      region: row.text('region'),
      site: row.text('site'),
      nodeCode: row.text('node'),
      serverInterconnectGbs: row.numberOrNull('link'),
      networkGbits,
      ingressMbits: networkGbits >= 800 ? 20_000 : 5000,
      egressMbits: networkGbits >= 800 ? 20_000 : 5000,
      storageTb: row.number('cards') * 4,
      pue: row.number('pue'),
      greenShare: row.number('green') / 100,
      latencyMs: 1,
      asks: dayAsks(row.number('ask'), curve),
      serviceLevel: { grade, ...PROMISES[grade] },
    },
  };
}

/** What the demo's providers offer, over the eight national hubs and abroad. */
export const POOLS: readonly DemoPool[] = readTable(POOL_TABLE).map(poolOf);
