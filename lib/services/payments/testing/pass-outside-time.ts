import type { TestDatabase } from '@/db/testing/database';

/** Lets the outside's time pass, by which channels forget keys: what is kept by the database's clock is that much older. */
export async function passOutsideTime({ ownerSql }: TestDatabase, milliseconds: number): Promise<void> {
  const by = `${milliseconds} milliseconds`;
  await ownerSql`
    update payments set first_sent_at = first_sent_at - ${by}::interval, not_found_at = not_found_at - ${by}::interval`;
  await ownerSql`update channel_accounts set created_at = created_at - ${by}::interval`;
  await ownerSql`update channel_events set tried_at = tried_at - ${by}::interval`;
}
