import { env } from './env';

/** Whether people reach us by https, so that cookies may insist on it. */
export const isSecureSite = (): boolean => env().appOrigin.startsWith('https://');

/** `__Host-` makes browsers refuse the cookie from anybody but this very host over https. */
export const sessionCookieName = (): string =>
  isSecureSite() ? '__Host-cardhour.session' : 'cardhour.session';
