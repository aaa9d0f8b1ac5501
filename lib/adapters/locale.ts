import { cookies, headers } from 'next/headers';
import { getRequestConfig } from 'next-intl/server';
import { type Locale, type Messages, negotiateLocale, readMessages } from '@/lib/messages/messages';

/** The market's own clock on the wall; sites show theirs where it matters (M-17). */
export const MARKET_TIME_ZONE = 'Asia/Shanghai';

const read = new Map<Locale, Promise<Messages>>();

function messagesOf(locale: Locale): Promise<Messages> {
  if (process.env.NODE_ENV !== 'production') return readMessages(process.cwd(), locale);
  const known = read.get(locale) ?? readMessages(process.cwd(), locale);
  read.set(locale, known);
  return known;
}

/** The language of this request: the `locale` cookie, else what the browser accepts. */
export async function requestLocale(): Promise<Locale> {
  return negotiateLocale((await cookies()).get('locale')?.value, (await headers()).get('accept-language'));
}

/** All words in this request's language. */
export const requestMessages = async (): Promise<Messages> => messagesOf(await requestLocale());

export default getRequestConfig(async () => {
  const locale = await requestLocale();
  return { locale, messages: await messagesOf(locale), timeZone: MARKET_TIME_ZONE };
});
