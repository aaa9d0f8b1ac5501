import { openDatabase } from '@/db/client';
import { type Deed, perform } from './crash-deeds';
import { type StripeAt, stripeTools } from './stripe-tools';

/** What a process does, and at which of its steps it dies. */
export interface CrashPlan {
  readonly appUrl: string;
  readonly now: string;
  readonly stripe: StripeAt;
  readonly deed: Deed;
  readonly diesAt: number;
}

const forever = new Promise<void>(() => undefined);

/** Runs a plan from the command line and ends itself with SIGKILL at its step; anything else is a failure. */
async function main(): Promise<void> {
  const plan: CrashPlan = JSON.parse(process.argv[2] ?? '');
  let step = 0;
  const dieHere = () => {
    if (step++ !== plan.diesAt) return;
    process.kill(process.pid, 'SIGKILL');
    return forever;
  };
  const db = openDatabase(plan.appUrl, { connectionsMax: 2 });
  await perform(plan.deed, { db, now: new Date(plan.now) }, stripeTools(plan.stripe), dieHere);
  throw new Error(`step ${plan.diesAt} was never reached`);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
