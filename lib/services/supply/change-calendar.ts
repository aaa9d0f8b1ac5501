import { eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '@/db/client';
import { lockPoolHours, updatePoolHours } from '@/db/queries/pool-hour-rows';
import type { PoolRow } from '@/db/queries/pool-rows';
import { listAvailability } from '@/db/queries/pool-terms';
import { availability, pools } from '@/db/schema';
import { firstSellableHour } from '@/lib/core/hours';
import { changeCalendar, hourOfLocalTime } from '@/lib/market/change-calendar';
import { CalendarForm } from '@/lib/market/pool-form';
import { audit } from '../audit';
import { authorizeTrading, parseInput } from '../authorize';
import type { Ctx } from '../context';
import { notFound, refuseWith, ServiceError } from '../errors';
import { currentTerms } from '../market/current-terms';
import { intervalHours } from './create-pools';
import { lockOwnPool } from './own-pool';

export const AddIntervalInput = CalendarForm.extend({ poolId: z.string().max(40) });
export const WithdrawIntervalInput = z.strictObject({
  poolId: z.string().max(40),
  availabilityId: z.string().max(40),
});

export interface CalendarChanged {
  readonly poolId: string;
  readonly availabilityId: string;
  /** Pool-hours whose offered cards moved. */
  readonly changedHours: number;
  /** Pool-hours that offer more than the calendar wants, because so many cards are reserved (M-2). */
  readonly heldByLeases: number;
}

/** Offers by the calendar as it stands now, from the first sellable hour on. */
async function applyCalendar(tx: Tx, ctx: Ctx, pool: PoolRow) {
  const terms = await currentTerms(tx, ctx.now);
  const fromHour = firstSellableHour(ctx.now, terms.leadMinutes);
  const hours = await lockPoolHours(tx, pool.id, fromHour);
  const intervals = await listAvailability(tx, pool.id, fromHour);
  const { changes, heldByLeases } = changeCalendar(hours, pool.cards, intervals);
  const asks = new Map(hours.map((row) => [row.hour, row.askMicros]));
  await updatePoolHours(
    tx,
    pool.id,
    changes.map((change) => ({ ...change, askMicros: asks.get(change.hour) ?? 1n })),
  );
  await tx
    .update(pools)
    .set({ version: sql`${pools.version} + 1` })
    .where(eq(pools.id, pool.id));
  return { changedHours: changes.length, heldByLeases };
}

function checkInterval(ctx: Ctx, pool: PoolRow, form: CalendarForm): void {
  const fields: Record<string, string> = {};
  const [from, to] = [hourOfLocalTime(form.from, pool.timeZone), hourOfLocalTime(form.to, pool.timeZone)];
  if (!from.ok) fields.from = 'local_hour';
  if (!to.ok) fields.to = 'local_hour';
  if (from.ok && to.ok && to.value <= from.value) fields.to = 'not_after_from';
  else if (to.ok && to.value <= firstSellableHour(ctx.now, 0)) fields.to = 'already_past';
  if (form.cards > pool.cards) fields.cards = `too_large_by?maximum=${pool.cards}`;
  else if (form.cards % pool.lotCards !== 0) fields.cards = `step?step=${pool.lotCards}`;
  if (Object.keys(fields).length > 0) throw new ServiceError('invalid_input', { fields });
}

/** A provider adds an interval, in local time, in which a pool offers other than all its cards; leases stand (M-2). */
export async function addAvailability(ctx: Ctx, raw: unknown): Promise<CalendarChanged> {
  const organizationId = authorizeTrading(ctx, 'pools.manage');
  const { poolId, ...form } = parseInput(AddIntervalInput, raw);
  return ctx.db.asOrganization(organizationId, async (tx) => {
    const pool = await lockOwnPool(tx, organizationId, poolId);
    checkInterval(ctx, pool, form);
    const interval = intervalHours(form, pool.timeZone);
    const availabilityId = ctx.newId('availability');
    await tx
      .insert(availability)
      .values({ id: availabilityId, poolId, organizationId, ...interval, note: form.note, eventAt: ctx.now });
    const changed = await applyCalendar(tx, ctx, pool);
    await audit(tx, ctx, {
      verb: 'supply.add-availability',
      subjectType: 'pool',
      subjectId: poolId,
      facts: { availabilityId, ...interval, ...changed },
    });
    return { poolId, availabilityId, ...changed };
  });
}

/** A provider takes an interval back; the hours offer again what the rest of the calendar says. */
export async function withdrawAvailability(ctx: Ctx, raw: unknown): Promise<CalendarChanged> {
  const organizationId = authorizeTrading(ctx, 'pools.manage');
  const { poolId, availabilityId } = parseInput(WithdrawIntervalInput, raw);
  return ctx.db.asOrganization(organizationId, async (tx) => {
    const pool = await lockOwnPool(tx, organizationId, poolId);
    const [interval] = await tx.select().from(availability).where(eq(availability.id, availabilityId));
    if (!interval || interval.poolId !== poolId) throw notFound();
    if (interval.withdrawnAt) refuseWith({ code: 'interval_withdrawn', facts: {} });
    await tx.update(availability).set({ withdrawnAt: ctx.now }).where(eq(availability.id, availabilityId));
    const changed = await applyCalendar(tx, ctx, pool);
    await audit(tx, ctx, {
      verb: 'supply.withdraw-availability',
      subjectType: 'pool',
      subjectId: poolId,
      facts: { availabilityId, ...changed },
    });
    return { poolId, availabilityId, ...changed };
  });
}
