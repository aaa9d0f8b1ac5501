export type TimeShape = 'datetime' | 'seconds' | 'date' | 'time' | 'clock' | 'month-day-time';

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-CA-u-hc-h23', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'longOffset',
  });
  formatters.set(timeZone, made);
  return made;
}

function partsOf(at: Date, timeZone: string): Readonly<Record<string, string>> {
  const parts: Record<string, string> = {};
  for (const part of formatter(timeZone).formatToParts(at)) parts[part.type] = part.value;
  return parts;
}

/**
 * An instant on a zone's clock in ISO order with a 24-hour day: `2026-11-21 16:06`. The same in every language,
 * browser and server, so that columns line up and the page never changes when it wakes.
 */
export function formatTime(at: Date, timeZone: string, shape: TimeShape = 'datetime'): string {
  const { year, month, day, hour, minute, second } = partsOf(at, timeZone);
  switch (shape) {
    case 'date':
      return `${year}-${month}-${day}`;
    case 'time':
      return `${hour}:${minute}`;
    case 'clock':
      return `${hour}:${minute}:${second}`;
    case 'seconds':
      return `${year}-${month}-${day} ${hour}:${minute}:${second}`;
    case 'month-day-time':
      return `${month}-${day} ${hour}:${minute}`;
    case 'datetime':
      return `${year}-${month}-${day} ${hour}:${minute}`;
  }
}

/** The zone's distance from UTC at an instant: `UTC+8`, `UTC−3:30`, `UTC`. */
export function zoneLabel(at: Date, timeZone: string): string {
  const match = /^GMT(?:([+-])(\d{2}):(\d{2}))?$/.exec(partsOf(at, timeZone).timeZoneName ?? '');
  const [, sign, hours = '00', minutes = '00'] = match ?? [];
  if (!sign || (hours === '00' && minutes === '00')) return 'UTC';
  return `UTC${sign === '-' ? '−' : '+'}${Number(hours)}${minutes === '00' ? '' : `:${minutes}`}`;
}

/** Seconds left as a clock: `4:05`, `1:02:03`, `2 d 03:04` past a day; never below zero. */
export function formatLeft(seconds: number): string {
  const left = Math.max(0, Math.floor(seconds));
  const two = (n: number) => String(n).padStart(2, '0');
  const [d, h, m, s] = [
    Math.floor(left / 86400),
    Math.floor(left / 3600) % 24,
    Math.floor(left / 60) % 60,
    left % 60,
  ];
  if (d > 0) return `${d} d ${two(h)}:${two(m)}`;
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}
