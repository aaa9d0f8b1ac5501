import { type Database, openDatabase } from '@/db/client';
import { env } from './env';

declare global {
  // A development server reloads modules but keeps this; without it every reload would open another pool.
  var cardhourDatabase: Database | undefined;
}

/** The one database of this process, opened with the runtime login on first use. */
export function database(): Database {
  globalThis.cardhourDatabase ??= openDatabase(env().databaseAppUrl);
  return globalThis.cardhourDatabase;
}
