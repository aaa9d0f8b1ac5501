import type { Ctx } from '../context';
import { attemptPayment } from './attempt-payment';
import { SANDBOX_TOOLS } from './sandbox-channel';

/** Moves play money at once, without waiting for the worker: for markets that are made up. */
export const bookSandbox = (ctx: Ctx, paymentId: string): Promise<void> =>
  attemptPayment(ctx, SANDBOX_TOOLS, paymentId);
