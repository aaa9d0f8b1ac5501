import { csvText } from '@/lib/core/csv';
import { IMPORT_COLUMNS } from './import-columns';

const NIGHT_AND_DAY = Array.from({ length: 24 }, (_, hour) => (hour < 8 || hour >= 22 ? '8.40' : '11.60'));

const EXAMPLES: readonly Readonly<Record<string, string>>[] = [
  {
    name: 'Zhongwei hall 2, H100',
    chip: 'H100 SXM',
    cards: '64',
    cards_per_server: '8',
    lot_cards: '8',
    region: 'CN-NX',
    site: 'Zhongwei',
    node: 'N0',
    ask: '14.50',
    grade: 'gold',
    start_grace_minutes: '15',
    late_credit_percent_per_hour: '1',
    late_credit_cap_percent: '20',
    server_interconnect_gbs: '900',
    network_gbits: '3200',
    ingress_mbits: '10000',
    egress_mbits: '10000',
    storage_tb: '500',
    pue: '1.15',
    green_percent: '80',
    latency_ms: '2',
    description: 'InfiniBand NDR, data stays in Ningxia.',
    calendar: '',
  },
  {
    name: "Gui'an 910B",
    chip: 'Ascend-910B',
    cards: '128',
    cards_per_server: '8',
    lot_cards: '4',
    region: '贵州',
    site: "Gui'an",
    node: 'N0',
    ask: NIGHT_AND_DAY.join(' '),
    grade: 'silver',
    start_grace_minutes: '30',
    late_credit_percent_per_hour: '0.5',
    late_credit_cap_percent: '10',
    ingress_mbits: '5000',
    egress_mbits: '5000',
    pue: '1.2',
    green_percent: '55',
  },
];

/** A file to start an import from: every column, a gang pool with one ask, and a pool with an ask for each hour. */
export const importSampleCsv = (): string =>
  csvText(
    IMPORT_COLUMNS.map(({ name }) => ({
      header: name,
      value: (row: (typeof EXAMPLES)[number]) => row[name] ?? '',
    })),
    EXAMPLES,
  );
