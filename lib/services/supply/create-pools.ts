import { eq } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { insertPoolHours } from '@/db/queries/pool-hour-rows';
import { countListed } from '@/db/queries/pool-terms';
import { askPlans, availability, organizations, pools, serviceLevels } from '@/db/schema';
import { makePoolCode } from '@/lib/compute/identifier';
import { regionByCode } from '@/lib/compute/regions';
import { assert } from '@/lib/core/assert';
import { firstSellableHour, type Hour, hourOf } from '@/lib/core/hours';
import { type CalendarInterval, planHours } from '@/lib/market/ask-plan';
import { hourOfLocalTime } from '@/lib/market/change-calendar';
import type { CalendarForm, PoolForm } from '@/lib/market/pool-form';
import { audit } from '../audit';
import type { Ctx } from '../context';

export interface ListedPool {
  readonly poolId: string;
  readonly code: string;
  readonly name: string;
}

interface Draft extends ListedPool {
  readonly form: PoolForm;
  readonly timeZone: string;
  readonly intervals: readonly (CalendarInterval & { readonly note: string })[];
}

/** A calendar's interval in UTC hours; the form has been checked. */
export function intervalHours(interval: CalendarForm, timeZone: string): CalendarInterval {
  const [from, to] = [hourOfLocalTime(interval.from, timeZone), hourOfLocalTime(interval.to, timeZone)];
  assert(from.ok && to.ok && from.value < to.value, 'M-17', { from: interval.from, to: interval.to });
  return { fromHour: from.value, toHour: to.value, cards: interval.cards };
}

/** The pool's own part of its code: its number among all the organization ever listed, base 36. */
const serialText = (serial: number): string => serial.toString(36).toUpperCase().padStart(4, '0');

async function draftPools(
  tx: Tx,
  ctx: Ctx,
  organizationId: string,
  forms: readonly PoolForm[],
): Promise<Draft[]> {
  const [organization] = await tx
    .select({ shortCode: organizations.shortCode })
    .from(organizations)
    .where(eq(organizations.id, organizationId));
  assert(organization, 'organization', { organizationId });
  const listed = await countListed(tx, organizationId);
  return forms.map((form, at) => {
    const timeZone = regionByCode(form.region)?.timeZone;
    assert(timeZone, 'M-17', { region: form.region });
    const code = makePoolCode({
      region: form.region,
      node: form.nodeCode,
      organization: organization.shortCode,
      pool: serialText(listed + at + 1),
    });
    const intervals = form.calendar.map((one) => ({ ...intervalHours(one, timeZone), note: one.note }));
    return { poolId: ctx.newId('pool'), code, name: form.name, form, timeZone, intervals };
  });
}

function poolRow(
  draft: Draft,
  owned: { readonly organizationId: string; readonly eventAt: Date },
  toHour: Hour,
) {
  const { asks: _asks, serviceLevel: _level, calendar: _calendar, ...facts } = draft.form;
  return {
    ...owned,
    ...facts,
    id: draft.poolId,
    code: draft.code,
    timeZone: draft.timeZone,
    // A listing passes issued and registered at once: its identifier is given and its node named in this transaction.
    status: 'active' as const,
    rolledToHour: toHour,
  };
}

/**
 * Lists pools in one transaction: identifier (O-1), asks, service level, calendar and every pool-hour from the first
 * sellable one over the horizon, each kind in one statement. The forms have been checked against the market.
 */
export async function createPools(
  tx: Tx,
  ctx: Ctx,
  organizationId: string,
  forms: readonly PoolForm[],
  terms: { readonly leadMinutes: number; readonly horizonHours: number },
): Promise<readonly ListedPool[]> {
  if (forms.length === 0) return [];
  const drafts = await draftPools(tx, ctx, organizationId, forms);
  const owned = { organizationId, eventAt: ctx.now };
  const fromHour = firstSellableHour(ctx.now, terms.leadMinutes);
  const toHour = fromHour + terms.horizonHours;
  await tx.insert(pools).values(drafts.map((draft) => poolRow(draft, owned, toHour)));
  await tx
    .insert(askPlans)
    .values(
      drafts.map(({ poolId, form }) => ({ ...owned, poolId, version: 1, fromHour, asksMicros: form.asks })),
    );
  await tx.insert(serviceLevels).values(
    drafts.map(({ poolId, form }) => ({
      ...owned,
      ...form.serviceLevel,
      poolId,
      version: 1,
      validFromHour: hourOf(ctx.now),
    })),
  );
  const intervals = drafts.flatMap(({ poolId, intervals: made }) =>
    made.map((interval) => ({ ...owned, ...interval, id: ctx.newId('availability'), poolId })),
  );
  if (intervals.length > 0) await tx.insert(availability).values(intervals);
  await insertPoolHours(
    tx,
    drafts.map(({ poolId, form, timeZone, intervals: made }) => ({
      poolId,
      organizationId,
      hours: planHours(
        { cards: form.cards, timeZone, asksMicros: form.asks, intervals: made },
        fromHour,
        toHour,
      ),
    })),
  );
  await audit(
    tx,
    ctx,
    ...drafts.map(({ poolId, code, form }) => ({
      verb: 'supply.list-pool',
      subjectType: 'pool',
      subjectId: poolId,
      facts: {
        code,
        chip: form.chip,
        cards: form.cards,
        region: form.region,
        node: form.nodeCode,
        fromHour,
        toHour,
      },
    })),
  );
  return drafts.map(({ poolId, code, name }) => ({ poolId, code, name }));
}
