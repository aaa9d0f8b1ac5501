import { z } from 'zod';
import { chipByKey } from '@/lib/compute/chips';
import { regionByCode } from '@/lib/compute/regions';
import { parseAmount } from '@/lib/core/amount';
import { hourOfLocalTime } from './change-calendar';
import { GRADES } from './job';

/** The greatest ask: 100,000.00 per card-hour. */
const ASK_MICROS_MAX = 100_000_000_000n;

/** A decimal such as `12.40` read into micros, exactly. */
const Ask = z
  .string({ error: 'amount' })
  .transform((text, ctx) => {
    const parsed = parseAmount(text);
    if (parsed.ok) return parsed.value;
    ctx.addIssue({ code: 'custom', message: text.trim() === '' ? 'required' : 'amount' });
    return z.NEVER;
  })
  .refine((micros) => micros > 0n, { error: 'ask_not_positive', abort: true })
  .refine((micros) => micros <= ASK_MICROS_MAX, { error: 'too_large_by?maximum=100000' });

/** 24 asks per card-hour by the local hour of day (M-2, M-17). */
export const DayAsks = z.array(Ask).length(24);

const bps = z
  .int({ error: (issue) => (issue.input === undefined ? 'required' : 'percent') })
  .min(0, { error: 'percent' })
  .max(10_000, { error: 'percent' });

/** What a provider promises a lease (S-5). */
export const ServiceLevelForm = z.strictObject({
  grade: z.enum(GRADES),
  startGraceMinutes: z.int().min(0).max(1440),
  /** Credit to the buyer per full hour of late finish, and the most of it, of the lease's price. */
  lateCreditBpsPerHour: bps,
  lateCreditCapBps: bps,
});
export type ServiceLevelForm = z.infer<typeof ServiceLevelForm>;

/** An interval of a pool's calendar in the site's local time, whole hours: `2026-11-21T08:00`; `to` is exclusive. */
export const CalendarForm = z.strictObject({
  from: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}(:00)?$/, { error: 'local_hour' }),
  to: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}(:00)?$/, { error: 'local_hour' }),
  cards: z.int().min(0).max(1_000_000),
  note: z.string().trim().max(200).default(''),
});
export type CalendarForm = z.infer<typeof CalendarForm>;

/** A figure the provider may leave unsaid: unknown is null, never zero. */
const stated = (schema: z.ZodNumber | z.ZodInt) => schema.nullish().transform((value) => value ?? null);

const Fields = z.strictObject({
  name: z.string().trim().min(1).max(80),
  /** Key of a chip in lib/compute. */
  chip: z.string().refine((key) => chipByKey(key) !== null, { error: 'chip' }),
  cards: z.int().min(1).max(1_000_000),
  cardsPerServer: z.int().min(1).max(1024),
  lotCards: z.int().min(1).max(1024),
  region: z.string().refine((code) => regionByCode(code)?.code === code, { error: 'region' }),
  site: z.string().trim().min(1).max(80),
  nodeCode: z.string().min(1).max(3),
  serverInterconnectGbs: stated(z.number().positive().max(100_000)),
  networkGbits: stated(z.number().positive().max(100_000)),
  ingressMbits: stated(z.int().positive().max(100_000_000)),
  egressMbits: stated(z.int().positive().max(100_000_000)),
  storageTb: stated(z.number().min(0).max(1_000_000)),
  pue: stated(z.number().min(1).max(3)),
  greenShare: stated(
    z.number({ error: 'percent' }).min(0, { error: 'percent' }).max(1, { error: 'percent' }),
  ),
  /** Added at the site to the path from its region, ms. */
  latencyMs: stated(z.number().min(0).max(1000)),
  description: z.string().trim().max(2000).default(''),
  asks: DayAsks,
  serviceLevel: ServiceLevelForm,
  calendar: z.array(CalendarForm).max(100).default([]),
});

type Complaint = (path: readonly (string | number)[], message: string) => void;

/** An interval ends after it starts and offers whole lots of the pool's cards. */
function checkInterval(
  interval: CalendarForm,
  pool: { readonly cards: number; readonly lotCards: number; readonly region: string },
  complain: Complaint,
): void {
  const timeZone = regionByCode(pool.region)?.timeZone ?? 'UTC';
  const [from, to] = [hourOfLocalTime(interval.from, timeZone), hourOfLocalTime(interval.to, timeZone)];
  if (!from.ok) complain(['from'], 'local_hour');
  if (!to.ok) complain(['to'], 'local_hour');
  if (from.ok && to.ok && to.value <= from.value) complain(['to'], 'not_after_from');
  if (interval.cards > pool.cards) complain(['cards'], `too_large_by?maximum=${pool.cards}`);
  else if (interval.cards % pool.lotCards !== 0) complain(['cards'], `step?step=${pool.lotCards}`);
}

/** A pool as its provider lists it: cards, place, network, power, asks by local hour, promise and calendar. */
export const PoolForm = Fields.check((ctx) => {
  const form = ctx.value;
  const complain: Complaint = (path, message) =>
    ctx.issues.push({ code: 'custom', path: [...path], message, input: form });
  if (form.lotCards > form.cardsPerServer)
    complain(['lotCards'], `too_large_by?maximum=${form.cardsPerServer}`);
  else if (form.cardsPerServer % form.lotCards !== 0)
    complain(['lotCards'], `not_divisor?of=${form.cardsPerServer}`);
  else if (form.cards % form.lotCards !== 0) complain(['cards'], `step?step=${form.lotCards}`);
  form.calendar.forEach((interval, at) => {
    checkInterval(interval, form, (path, message) => complain(['calendar', at, ...path], message));
    const earlier = form.calendar.slice(0, at);
    if (earlier.some((one) => interval.from < one.to && one.from < interval.to))
      complain(['calendar', at, 'from'], 'overlaps');
  });
});
export type PoolForm = z.output<typeof PoolForm>;
export type PoolFormInput = z.input<typeof PoolForm>;
