import { z } from 'zod';

/** Whether work that a provider doesn't start or fails is bought again for an order (S-10). */
export const BuyAgain = z.boolean().default(true);

/** What of it a request's hash names: nothing where it is as it was before anybody could choose (M-8). */
export const askedFor = (buyAgain: boolean): Readonly<Record<string, string>> =>
  buyAgain ? {} : { buyAgain: 'false' };
