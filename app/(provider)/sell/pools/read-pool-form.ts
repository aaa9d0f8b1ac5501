const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

const text = (form: FormData, name: string): string | undefined => {
  const value = form.get(name);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
};

/** A typed number, or the text as it stands where it isn't one: the verb says what is wrong with it. */
const number = (form: FormData, name: string): number | string | undefined => {
  const typed = text(form, name)?.replaceAll(',', '');
  return typed !== undefined && /^-?\d+(\.\d+)?$/.test(typed) ? Number(typed) : typed;
};

/** A percentage in whole units of `of`: 100 for shares of a hundred, 0.01 for basis points. */
const scaled = (form: FormData, name: string, scale: (percent: number) => number) => {
  const value = number(form, name);
  return typeof value === 'number' ? scale(value) : value;
};

export const readAsks = (form: FormData) => HOURS.map((hour) => text(form, `asks.${hour}`) ?? '');

export const readServiceLevel = (form: FormData) => ({
  grade: text(form, 'serviceLevel.grade'),
  startGraceMinutes: number(form, 'serviceLevel.startGraceMinutes'),
  lateCreditBpsPerHour: scaled(form, 'serviceLevel.lateCreditBpsPerHour', (percent) =>
    Math.round(percent * 100),
  ),
  lateCreditCapBps: scaled(form, 'serviceLevel.lateCreditCapBps', (percent) => Math.round(percent * 100)),
});

/** A date and an hour as one local time; nothing without a date. */
const localTime = (form: FormData, name: string): string | undefined => {
  const date = text(form, `${name}.date`);
  return date && `${date}T${text(form, `${name}.hour`) ?? '00'}:00`;
};

export const readInterval = (form: FormData, prefix = '') => ({
  from: localTime(form, `${prefix}from`),
  to: localTime(form, `${prefix}to`),
  cards: number(form, `${prefix}cards`),
  note: text(form, `${prefix}note`),
});

/** The listing form's fields as the verb's input. */
export function readPoolForm(form: FormData) {
  const calendar = [];
  for (let at = 0; form.has(`calendar.${at}.from.date`); at++)
    calendar.push(readInterval(form, `calendar.${at}.`));
  return {
    name: text(form, 'name'),
    chip: text(form, 'chip'),
    cards: number(form, 'cards'),
    cardsPerServer: number(form, 'cardsPerServer'),
    lotCards: number(form, 'lotCards'),
    region: text(form, 'region'),
    site: text(form, 'site'),
    nodeCode: text(form, 'nodeCode'),
    serverInterconnectGbs: number(form, 'serverInterconnectGbs'),
    networkGbits: number(form, 'networkGbits'),
    ingressMbits: number(form, 'ingressMbits'),
    egressMbits: number(form, 'egressMbits'),
    storageTb: number(form, 'storageTb'),
    pue: number(form, 'pue'),
    greenShare: scaled(form, 'greenShare', (percent) => percent / 100),
    latencyMs: number(form, 'latencyMs'),
    description: text(form, 'description'),
    asks: readAsks(form),
    serviceLevel: readServiceLevel(form),
    calendar,
  };
}
