import postgres from 'postgres';
import { openDatabase } from '@/db/client';
import { HISTORY_DAYS } from '@/db/seed/calendar';
import { seedMarket } from '@/db/seed/seed-market';
import { SetUpError } from '@/db/set-up-error';
import { marketNow } from '@/lib/adapters/clock';
import { env } from '@/lib/adapters/env';
import { log } from '@/lib/adapters/log';

/** A seed that breaks off is made anew, so its commits needn't wait for the disk. */
async function waitForDisk(ownerUrl: string, wait: boolean): Promise<void> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => undefined });
  try {
    const [row] = await sql<{ name: string }[]>`select current_database() as name`;
    const database = sql(row?.name ?? '');
    if (wait) {
      await sql`alter database ${database} reset synchronous_commit`;
      await sql`checkpoint`.catch(() => undefined);
    } else await sql`alter database ${database} set synchronous_commit = off`;
  } finally {
    await sql.end();
  }
}

/** Makes the demo's history in a market that has none; `npm run demo` starts it. */
async function main(): Promise<void> {
  const { CARDHOUR_DEMO_PASSWORD: password, DATABASE_URL: ownerUrl } = process.env;
  if (!password || !ownerUrl) throw new SetUpError('The demo’s history is made by npm run demo.');
  await waitForDisk(ownerUrl, false);
  const db = openDatabase(env().databaseAppUrl, {
    applicationName: 'cardhour seed',
    connectionsMax: 4,
    prepares: true,
  });
  const summary = await seedMarket({
    db,
    start: await marketNow(db),
    systemNow: () => new Date(),
    password,
    log,
    onDay: (day, so) => console.log(`history: day ${day} of ${HISTORY_DAYS}, ${so.rounds} rounds`),
  });
  await db.close();
  await waitForDisk(ownerUrl, true);
  console.log(`history: ${summary.rounds} rounds cleared; the market is live`);
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    if (error instanceof SetUpError) console.error(error.message);
    else log.fatal({ err: error }, 'the demo’s history broke off');
    process.exit(1);
  },
);
