/**
 * Days for which a round's book and outcome are kept: a year's rounds can be replayed when the year is reviewed. After that
 * its figures and prices stay (M-14, M-20).
 */
export const KEPT_BOOK_DAYS = 400;

/** Rounds made before this instant give up their files. */
export const booksKeptFrom = (now: Date): Date => new Date(now.getTime() - KEPT_BOOK_DAYS * 86_400_000);

/** Days for which the rows of indicative rounds are kept (M-6b). */
export const KEPT_INDICATIVE_DAYS = 7;

/** Indicative rounds before this instant are removed. */
export const indicativeKeptFrom = (now: Date): Date =>
  new Date(now.getTime() - KEPT_INDICATIVE_DAYS * 86_400_000);
