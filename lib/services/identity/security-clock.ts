/**
 * Sessions, keys and sign-in throttling live by the system clock, not by the market's: they are about real
 * people at real browsers, and a market whose manual clock jumps a week must not sign everybody out.
 * Everything else reads `ctx.now` (T-1).
 */
export const securityNow = (): Date => new Date();
