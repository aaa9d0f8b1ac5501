import { assert } from '@/lib/core/assert';
import { COMPUTE_PRECISIONS, type ComputePrecision } from './precision';
import { readTable, type TableRow } from './table';

export const VENDORS = [
  'NVIDIA',
  'AMD',
  'Intel',
  'Huawei',
  'Cambricon',
  'Hygon',
  'Moore Threads',
  'MetaX',
  'Kunlunxin',
  'Biren',
  'Iluvatar CoreX',
  'T-Head',
  'Google',
  'AWS',
  'SambaNova',
] as const;
export type Vendor = (typeof VENDORS)[number];

/** Figures that may be missing or unchecked, by the name a table column gives them. */
export type ChipField = 'memoryGb' | 'memoryBandwidthGbs' | ComputePrecision | 'interconnect' | 'tdpWatts';

/** An accelerator model in the catalogue; null means not supported or not known, never zero. */
export interface Chip {
  /** Kebab-case, stable: `h100-sxm-80gb`. */
  readonly key: string;
  readonly vendor: Vendor;
  readonly name: string;
  readonly kind: 'gpu' | 'npu';
  /** Variants of one product share a family: `h100` covers SXM, PCIe and NVL. */
  readonly family: string;
  /** `SXM5`, `PCIe`, `OAM`, `NVL72` …; null where the maker sells no bare card. */
  readonly formFactor: string | null;
  readonly memoryGb: number | null;
  readonly memoryBandwidthGbs: number | null;
  /** Dense peak, without sparsity, in TFLOP/s (TOP/s for int8). */
  readonly denseTflops: Readonly<Record<ComputePrecision, number | null>>;
  /** Link between cards of one server; GB/s is the sum of both directions per card. */
  readonly interconnect: { readonly name: string | null; readonly bidirectionalGbs: number | null };
  readonly tdpWatts: number | null;
  readonly source: string;
  /** Figures no document was checked for: no claim may rest on them alone. */
  readonly uncheckedFields: readonly ChipField[];
  readonly note: string | null;
}

const EPOCH = 'Epoch AI, Machine Learning Hardware (CC BY 4.0)';

/** Short names the tables use in their `unchecked` column. */
const FIELD_OF: Readonly<Record<string, ChipField>> = {
  GB: 'memoryGb',
  'GB/s': 'memoryBandwidthGbs',
  link: 'interconnect',
  W: 'tdpWatts',
  ...Object.fromEntries(COMPUTE_PRECISIONS.map((precision) => [precision, precision])),
};

function uncheckedFields(row: TableRow, chip: Omit<Chip, 'uncheckedFields'>): ChipField[] {
  const known: ChipField[] = COMPUTE_PRECISIONS.filter((precision) => chip.denseTflops[precision] !== null);
  if (chip.memoryGb !== null) known.push('memoryGb');
  if (chip.memoryBandwidthGbs !== null) known.push('memoryBandwidthGbs');
  if (chip.interconnect.name !== null) known.push('interconnect');
  if (chip.tdpWatts !== null) known.push('tdpWatts');
  const marks = row.list('unchecked');
  if (marks.includes('all')) return known;
  return marks.map((mark) => {
    const field = FIELD_OF[mark];
    assert(field !== undefined && known.includes(field), 'chip table', { key: chip.key, mark });
    return field;
  });
}

function chipOf(row: TableRow, vendor: Vendor, kind: Chip['kind']): Chip {
  const fp16 = row.numberOrNull('fp16');
  const epochRow = row.textOrNull('Epoch row');
  const chip: Omit<Chip, 'uncheckedFields'> = {
    key: row.text('key'),
    vendor,
    name: row.text('name'),
    kind,
    family: row.text('family'),
    formFactor: row.textOrNull('form'),
    memoryGb: row.numberOrNull('GB'),
    memoryBandwidthGbs: row.numberOrNull('GB/s'),
    denseTflops: {
      fp32: row.numberOrNull('fp32'),
      tf32: row.numberOrNull('tf32'),
      fp16,
      bf16: row.textOrNull('bf16') === '=' ? fp16 : row.numberOrNull('bf16'),
      fp8: row.numberOrNull('fp8'),
      int8: row.numberOrNull('int8'),
      fp4: row.numberOrNull('fp4'),
    },
    interconnect: { name: row.textOrNull('link'), bidirectionalGbs: row.numberOrNull('link GB/s') },
    tdpWatts: row.numberOrNull('W'),
    source:
      epochRow === null
        ? 'vendor and press figures, not checked against a document'
        : `${EPOCH}: ${epochRow}`,
    note: row.textOrNull('note'),
  };
  return { ...chip, uncheckedFields: uncheckedFields(row, chip) };
}

/** Reads one vendor's table: `=` in the bf16 column means the fp16 figure, `-` unknown or unsupported. */
export const readChips = (vendor: Vendor, kind: Chip['kind'], table: string): Chip[] =>
  readTable(table).map((row) => chipOf(row, vendor, kind));
