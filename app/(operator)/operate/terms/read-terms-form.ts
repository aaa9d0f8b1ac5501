import { MARKET_TIME_ZONE } from '@/lib/adapters/locale';
import { hourStart, hoursOfLocalDate, localHour } from '@/lib/core/hours';
import { TERM_FIELDS } from './term-fields';

/** A whole number, or the text as it is for the verb to refuse. */
const whole = (value: FormDataEntryValue | null): unknown =>
  typeof value === 'string' && /^\d{1,9}$/.test(value.trim()) ? Number(value) : (value ?? undefined);

/** The instant at which an hour of the market's zone starts; undefined for what isn't one. */
function instantOf(local: FormDataEntryValue | null): string | undefined {
  const match = typeof local === 'string' ? /^(\d{4}-\d{2}-\d{2})T(\d{2}):00$/.exec(local) : null;
  if (!match) return undefined;
  const [, date = '', hourOfDay = ''] = match;
  const hour = hoursOfLocalDate(date, MARKET_TIME_ZONE).find(
    (one) => localHour(one, MARKET_TIME_ZONE).hourOfDay === Number(hourOfDay),
  );
  return hour === undefined ? undefined : hourStart(hour).toISOString();
}

/** The form's fields as the verb takes them. */
export function readTermsForm(form: FormData) {
  return {
    values: {
      ...Object.fromEntries(TERM_FIELDS.map(({ key }) => [key, whole(form.get(`values.${key}`))])),
      freedCardsPassRound: form.get('values.freedCardsPassRound') !== null,
      payoutMinimum: form.get('values.payoutMinimum'),
    },
    validFrom: instantOf(form.get('validFrom')),
    note: form.get('note'),
  };
}
