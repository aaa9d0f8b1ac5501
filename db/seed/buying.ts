import { amountText } from '@/lib/core/amount';
import { acceptQuote } from '@/lib/services/orders/accept-quote';
import { cancelOrder } from '@/lib/services/orders/cancel-order';
import { placeLimitOrder } from '@/lib/services/orders/place-limit-order';
import { describeJob, type Quoted } from '@/lib/services/quoting/describe-job';
import { topUp } from '@/lib/services/wallet/top-up';
import { HISTORY_DAYS } from './calendar';
import type { Cast } from './cast';
import type { Member, Stage } from './stage';
import { drawRush, drawWish, type Wish } from './workloads';

const MINUTE_MS = 60_000;
const DAY_MS = 1440 * MINUTE_MS;
const ARRIVALS_PER_DAY = 62;
/** Share of arrivals by hour of the day in China: people work by day, pipelines at night. */
const BY_HOUR = [2, 2, 1, 1, 1, 1, 2, 3, 5, 7, 8, 7, 5, 7, 8, 8, 7, 6, 4, 4, 4, 4, 3, 2];
const CHINA_OFFSET_HOURS = 8;
/** Of the jobs described, how many take a quote, and how many only look. */
const INSTANT = 0.36;
const LOOK_ONLY = 0.08;
const CANCELLED = 0.07;
/** A limit is around this share of the cheapest quote: some ask below the market, most a little above. */
const LIMIT_SHARE = 1.12;
const LIMIT_SPREAD = 0.16;
/** Orders of a rush, ten minutes apart from 20:10 in China. */
const RUSH_ORDERS = 9;
const RUSH_UTC_HOUR = 12;
const UNIT_MICROS = 1_000_000n;

const HOMES: Readonly<Record<string, string>> = {
  lumen: 'CN-GD',
  westlake: 'CN-ZJ',
  jinghe: 'CN-JS',
  qingteng: 'CN-BJ',
  hanjiang: 'CN-HB',
  mingde: 'CN-JS',
  skygrid: 'CN-SD',
  redcliff: 'CN-SH',
  bluewhale: 'CN-GD',
  orchid: 'CN-AH',
  materials: 'CN-SN',
  harvest: 'CN-HA',
  daybreak: 'CN-FJ',
  merlin: 'SG',
  polder: 'NL',
  asagiri: 'JP',
};

/** The price of a card-hour of each kind of job as quoted last: what a buyer goes by when nothing is free. */
type LastPrices = Map<string, number>;

const cheapestOf = (quoted: Quoted) =>
  quoted.quotes.reduce<Quoted['quotes'][number] | null>(
    (best, quote) => (best === null || quote.totalMicros < best.totalMicros ? quote : best),
    null,
  );

/** Money from the sandbox, booked when the market's clock is next served. */
async function addMoney(stage: Stage, buyer: Member, now: Date, thousands: number): Promise<void> {
  await topUp(stage.as(buyer, now), { requestId: stage.requestId(now), amount: `${thousands * 1000}.00` });
}

async function placeLimit(
  stage: Stage,
  buyer: Member,
  now: Date,
  job: { readonly jobId: string; readonly guessMicros: number },
): Promise<void> {
  const { dice, agenda } = stage;
  const units = BigInt(
    Math.max(1, Math.round((job.guessMicros / 1e6) * dice.around(LIMIT_SHARE, LIMIT_SPREAD))),
  );
  const placed = await stage.tried(
    placeLimitOrder(stage.as(buyer, now), {
      requestId: stage.requestId(now),
      jobId: job.jobId,
      limit: amountText(units * UNIT_MICROS),
    }),
  );
  if ('refused' in placed) {
    if (placed.refused === 'insufficient_funds') await addMoney(stage, buyer, now, dice.whole(100, 400));
    return;
  }
  if (!dice.chance(CANCELLED)) return;
  agenda.add(new Date(now.getTime() + dice.whole(20, 900) * MINUTE_MS), async (at) => {
    await stage.tried(cancelOrder(stage.as(buyer, at), { orderId: placed.done.orderId }));
  });
}

async function buy(
  stage: Stage,
  buyer: Member,
  wish: Wish,
  last: LastPrices,
  now: Date,
  isRush = false,
): Promise<void> {
  const { dice } = stage;
  const quoted = await describeJob(stage.as(buyer, now), wish.input);
  const cheapest = cheapestOf(quoted);
  if (cheapest) last.set(wish.template.key, Number(cheapest.totalMicros) / wish.cardHours);
  if (!isRush && dice.chance(LOOK_ONLY)) return;
  const fastest = quoted.quotes.at(-1);
  const wanted = dice.chance(0.7) ? cheapest : (fastest ?? null);
  if (wanted && !isRush && dice.chance(INSTANT)) {
    const accepted = await stage.tried(
      acceptQuote(stage.as(buyer, now), { requestId: stage.requestId(now), quoteId: wanted.id }),
    );
    if ('refused' in accepted && accepted.refused === 'insufficient_funds')
      await addMoney(stage, buyer, now, dice.whole(100, 400));
    return;
  }
  const guessMicros = cheapest
    ? Number(cheapest.totalMicros)
    : (last.get(wish.template.key) ?? 0) * wish.cardHours;
  if (guessMicros > 0) await placeLimit(stage, buyer, now, { jobId: quoted.jobId, guessMicros });
}

/** Midnight UTC of each day the history touches. */
function midnights(start: Date): Date[] {
  const first = Math.floor(start.getTime() / DAY_MS) * DAY_MS;
  return Array.from({ length: HISTORY_DAYS + 1 }, (_, day) => new Date(first + day * DAY_MS));
}

/** Minutes of a day at which buyers come, by the hour's share. */
function arrivals(stage: Stage): number[] {
  const { dice } = stage;
  const all = BY_HOUR.reduce((sum, share) => sum + share, 0);
  return BY_HOUR.flatMap((share, chinaHour) => {
    const expected = (share / all) * ARRIVALS_PER_DAY;
    const count = Math.floor(expected) + (dice.chance(expected % 1) ? 1 : 0);
    const utcHour = (chinaHour + 24 - CHINA_OFFSET_HOURS) % 24;
    return Array.from({ length: count }, () => utcHour * 60 + dice.whole(1, 58));
  });
}

/** Many buyers at once for few cards, so that prices ration: an evening every other day. */
function planRushes(stage: Stage, cast: Cast, start: Date, last: LastPrices): void {
  const { dice, agenda } = stage;
  for (const [day, midnight] of midnights(start).entries()) {
    if (day % 2 === 0) continue;
    for (let order = 0; order < RUSH_ORDERS; order++) {
      const minute = RUSH_UTC_HOUR * 60 + order * 10;
      agenda.add(new Date(midnight.getTime() + minute * MINUTE_MS), async (now) => {
        const buyer = dice.oneOf(cast.buyers);
        await buy(stage, buyer, drawRush(dice, HOMES[buyer.key] ?? 'CN-BJ', now), last, now, true);
      });
    }
  }
}

/** Plans every buyer's money and jobs over the history; `onBought` hears after each that leases may have been made. */
export function planDemand(
  stage: Stage,
  cast: Cast,
  start: Date,
  onBought: (now: Date) => Promise<void>,
): void {
  const { dice, agenda } = stage;
  const last: LastPrices = new Map();
  for (const buyer of cast.buyers)
    for (const day of [0, 7])
      agenda.add(new Date(start.getTime() + day * DAY_MS + dice.whole(5, 55) * MINUTE_MS), (now) =>
        addMoney(stage, buyer, now, dice.whole(150, 500)),
      );
  planRushes(stage, cast, start, last);
  const [first] = cast.buyers;
  if (!first) return;
  for (const midnight of midnights(start))
    for (const minute of arrivals(stage)) {
      const at = new Date(midnight.getTime() + minute * MINUTE_MS);
      if (at.getTime() - start.getTime() < 90 * MINUTE_MS) continue;
      agenda.add(at, async (now) => {
        const buyer = dice.chance(0.14) ? first : dice.oneOf(cast.buyers);
        const wish = drawWish(dice, HOMES[buyer.key] ?? 'CN-BJ', now);
        await buy(stage, buyer, wish, last, now);
        await onBought(now);
      });
    }
}
