import { and, eq, ilike, inArray, ne, or, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import { publishedPools } from '@/db/schema';
import { VENDORS, type Vendor } from '@/lib/compute/chip';
import { CHIPS } from '@/lib/compute/chips';
import { hubByKey } from '@/lib/compute/hubs';
import { HUB_KEYS, type HubKey } from '@/lib/compute/region';
import { POOL_STATUSES } from '@/lib/market/pool';

/** What visitors search pools by; every part narrows. */
export const PoolFilter = {
  /** Part of a name, code, site or provider, in any case. */
  text: z.string().trim().max(80).optional(),
  chip: z.string().max(80).optional(),
  vendor: z.enum(VENDORS).optional(),
  region: z.string().max(6).optional(),
  hub: z.enum(HUB_KEYS).optional(),
  /** Revoked pools show only when asked for. */
  status: z.enum(POOL_STATUSES).optional(),
  /** The most the next sellable hour may ask, per card-hour. */
  maxAsk: z
    .string()
    .regex(/^\d{1,9}(\.\d{1,6})?$/, 'amount')
    .optional(),
};

export interface PoolFilterValues {
  readonly text?: string;
  readonly chip?: string;
  readonly vendor?: Vendor;
  readonly region?: string;
  readonly hub?: HubKey;
  readonly status?: (typeof POOL_STATUSES)[number];
}

/** `%` and `_` are themselves in what a person searches for. */
const containing = (text: string): string => `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`;

/** The condition on published pools; vendors and hubs become the chips and regions the catalogue knows of them. */
export function poolsMatching(filter: PoolFilterValues): SQL | undefined {
  const text = filter.text ? containing(filter.text) : null;
  const chips = filter.vendor && CHIPS.filter((chip) => chip.vendor === filter.vendor).map(({ key }) => key);
  return and(
    filter.status ? eq(publishedPools.status, filter.status) : ne(publishedPools.status, 'revoked'),
    filter.chip ? eq(publishedPools.chip, filter.chip) : undefined,
    chips ? inArray(publishedPools.chip, chips) : undefined,
    filter.region ? eq(publishedPools.region, filter.region) : undefined,
    filter.hub ? inArray(publishedPools.region, [...hubByKey(filter.hub).regions]) : undefined,
    text
      ? or(
          ilike(publishedPools.name, text),
          ilike(publishedPools.code, text),
          ilike(publishedPools.site, text),
          ilike(publishedPools.providerName, text),
        )
      : undefined,
  );
}
