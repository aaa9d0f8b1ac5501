import type { Ctx } from '../context';
import { endByParty } from './end-by-party';
import type { SettledDispute } from './settle-dispute';

/** The provider concedes: the disputed money returns to the buyer, without the operator (S-3). */
export const concedeDispute = (ctx: Ctx, raw: unknown): Promise<SettledDispute> =>
  endByParty(ctx, raw, 'conceded');
