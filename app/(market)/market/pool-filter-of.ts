import { paramOf, type SearchParams } from '@/components/data-table/table-query';
import { VENDORS } from '@/lib/compute/chip';
import { HUB_KEYS } from '@/lib/compute/region';
import { parseAmount } from '@/lib/core/amount';
import { POOL_STATUSES } from '@/lib/market/pool';

/** The pool filter an address asks for; what can't be one is left out, and a wrong amount is said. */
export function poolFilterOf(params: SearchParams) {
  const maxAsk = paramOf(params, 'maxAsk')?.replaceAll(',', '');
  const amount = maxAsk === undefined ? null : parseAmount(maxAsk);
  const isAmount = amount?.ok && amount.value >= 0n;
  return {
    filter: {
      text: paramOf(params, 'text')?.slice(0, 80),
      chip: paramOf(params, 'chip')?.slice(0, 80),
      vendor: VENDORS.find((vendor) => vendor === paramOf(params, 'vendor')),
      region: paramOf(params, 'region')?.slice(0, 6),
      hub: HUB_KEYS.find((hub) => hub === paramOf(params, 'hub')),
      status: POOL_STATUSES.find((status) => status === paramOf(params, 'status')),
      maxAsk: isAmount && /^\d{1,9}(\.\d{1,6})?$/.test(maxAsk ?? '') ? maxAsk : undefined,
    },
    wrong: { maxAsk: amount !== null && !isAmount },
  };
}
