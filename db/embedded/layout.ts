import { join } from 'node:path';

/** The superuser of embedded clusters; owns the market's database. */
export const OWNER = 'cardhour_owner';

/** PostgreSQL's own data directory inside ours. */
export const clusterOf = (dataDir: string): string => join(dataDir, 'cluster');
/** What the server said since its last start. */
export const logOf = (dataDir: string): string => join(dataDir, 'server.log');

/** The server's environment: nothing of ours, secrets least of all. */
export const serverEnv = (): NodeJS.ProcessEnv => ({
  NODE_ENV: process.env.NODE_ENV,
  PATH: process.env.PATH,
  LC_ALL: 'C',
  TZ: 'UTC',
});
