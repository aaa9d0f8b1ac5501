import { marketSettings } from '@/lib/adapters/clock';
import { database } from '@/lib/adapters/database';

/** Whether this market was made for the demo, whose sign-ins its console prints. */
export const isDemoMarket = async (): Promise<boolean> =>
  (await marketSettings(database())).purpose === 'demo';
