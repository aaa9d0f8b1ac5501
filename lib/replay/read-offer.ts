import { type ChipNameRefusal, resolveChip } from '@/lib/compute/resolve-chip';
import { resolveRegionName } from '@/lib/compute/resolve-region-name';
import { type Micros, parseAmount } from '@/lib/core/amount';
import { ok, type Result, refuse } from '@/lib/core/result';

/** A line of a CSV file by its header. */
export type CsvRow = Readonly<Record<string, string | undefined>>;

/** What a listing in the SkyPilot catalog's format must have. */
export const OFFER_COLUMNS = ['instance_type', 'accelerator', 'count', 'price_usd_h', 'region'] as const;

/** A listed machine as a pool: its cards, each at an equal share of the machine's price per hour. */
export interface Offer {
  readonly instanceType: string;
  /** Key of a chip in lib/compute. */
  readonly chip: string;
  /** The name fits several variants; the commonest was taken. */
  readonly chipAmbiguous: boolean;
  readonly cards: number;
  /** Micros per card-hour, rounded up. */
  readonly askMicros: Micros;
  readonly region: string;
  /** False where only the country of the place is in the catalogue. */
  readonly regionExact: boolean;
  /** As written: providers are told apart by it. */
  readonly place: string;
}

export type OfferRefusal = 'no_cards' | 'no_price' | 'unknown_region' | 'ambiguous_region' | ChipNameRefusal;

/** `8x-H100_SXM-32-65536` is eight `H100_SXM` with 32 cores and 65,536 MiB. */
const INSTANCE_TYPE = /^\d+x-(.+)-\d+-\d+$/;
const WHOLE = /^\d{1,9}$/;

const wholeOf = (text: string | undefined): number => (WHOLE.test(text ?? '') ? Number(text) : 0);

/** Memory of one card in GiB as the listing measured it, if it says. */
function memoryGbOf(row: CsvRow, cards: number): number | undefined {
  const totalMib = wholeOf(row.total_gpu_mem_mib);
  return totalMib > 0 ? totalMib / cards / 1024 : undefined;
}

/** Reads one line of a listing as an offer, or says by code why it can't be one. */
export function readOffer(row: CsvRow): Result<Offer, OfferRefusal> {
  const cards = wholeOf(row.count);
  if (cards === 0) return refuse('no_cards', { found: row.count ?? '' });
  const price = parseAmount(row.price_usd_h ?? '');
  if (!price.ok || price.value <= 0n) return refuse('no_price', { found: row.price_usd_h ?? '' });
  const instanceType = row.instance_type ?? '';
  const [, model = row.accelerator ?? ''] = INSTANCE_TYPE.exec(instanceType) ?? [];
  const chip = resolveChip(model, { memoryGb: memoryGbOf(row, cards) });
  if (!chip.ok) return chip;
  const place = row.region ?? '';
  const region = resolveRegionName(place);
  if (!region.ok) return region;
  const perCard = BigInt(cards);
  return ok({
    instanceType,
    chip: chip.value.chip.key,
    chipAmbiguous: chip.value.ambiguous,
    cards,
    askMicros: (price.value + perCard - 1n) / perCard,
    region: region.value.region.code,
    regionExact: region.value.exact,
    place,
  });
}
