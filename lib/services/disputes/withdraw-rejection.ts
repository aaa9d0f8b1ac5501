import type { Ctx } from '../context';
import { endByParty } from './end-by-party';
import type { SettledDispute } from './settle-dispute';

/** The buyer accepts after all: every disputed unit is paid, without the operator (S-3). */
export const withdrawRejection = (ctx: Ctx, raw: unknown): Promise<SettledDispute> =>
  endByParty(ctx, raw, 'withdrawn');
