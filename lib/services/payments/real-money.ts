import type { PaymentTools } from './channel';

/** Whether real money moves on any of a market's channels: by a live key, or a bank account. */
export const hasRealChannel = ({ channels }: Pick<PaymentTools, 'channels'>): boolean =>
  Object.values(channels).some((channel) => channel.movesRealMoney);
