import { hourOfLocalTime } from '@/lib/market/change-calendar';

type Read = (form: FormData, name: string) => unknown;

const text: Read = (form, name) => {
  const value = form.get(name);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
};

/** A number as typed, grouping allowed; what isn't one stays text, so that the verb names the field. */
const number: Read = (form, name) => {
  const typed = text(form, name);
  if (typeof typed !== 'string') return undefined;
  const plain = typed.replaceAll(/[,\s_]/g, '');
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : typed;
};

/** A percentage as a share. */
const percent: Read = (form, name) => {
  const typed = number(form, name);
  return typeof typed === 'number' ? typed / 100 : typed;
};

const list: Read = (form, name) => form.getAll(name).filter((value) => value !== '');

const isZone = (zone: unknown): zone is string => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: String(zone) });
    return typeof zone === 'string';
  } catch {
    return false;
  }
};

/** A local time of the form's zone as its UTC hour. */
const hour: Read = (form, name) => {
  const typed = text(form, name);
  const zone = form.get('timeZone');
  if (typeof typed !== 'string') return undefined;
  const found = hourOfLocalTime(typed.slice(0, 16), isZone(zone) ? zone : 'UTC');
  return found.ok ? found.value : typed;
};

const MODEL = { model: text, paramsTotalB: number, paramsActiveB: number, precision: text } as const;

const WORKLOADS: Readonly<Record<string, Readonly<Record<string, Read>>>> = {
  training: { ...MODEL, tokensB: number, method: text, seqLen: number, milestones: number },
  inference: { ...MODEL, promptTokens: number, outputTokens: number },
  rendering: {
    renderer: text,
    frames: number,
    widthPx: number,
    heightPx: number,
    calibrationSecondsPerFrame: number,
    calibrationChip: text,
    sceneMemoryGb: number,
  },
};

const COMMON: Readonly<Record<string, Read>> = {
  earliestHour: hour,
  deadlineHour: hour,
  homeRegion: text,
  dataRegion: text,
  dataInGb: number,
  dataOutGb: number,
};

const CONSTRAINTS: Readonly<Record<string, Read>> = {
  chips: list,
  vendors: list,
  chipKind: text,
  port: text,
  memoryGbMin: number,
  interconnectGbsMin: number,
  regions: list,
  latencyMsMax: number,
  greenShareMin: percent,
  pueMax: number,
  gradeMin: text,
};

const readAll = (form: FormData, prefix: string, fields: Readonly<Record<string, Read>>) =>
  Object.fromEntries(
    Object.entries(fields)
      .map(([name, read]) => [name, read(form, `${prefix}.${name}`)] as const)
      .filter(([, value]) => value !== undefined),
  );

function demandOf(form: FormData): unknown {
  const mode = text(form, 'spec.demand.mode');
  const fields: Readonly<Record<string, Read>> =
    mode === 'serving' ? { outputTokensPerS: number, hours: number } : { totalTokensM: number };
  return { mode, ...readAll(form, 'spec.demand', fields) };
}

/** The job form's fields as a verb's input: numbers, hours of the chosen zone, lists; empty fields are absent. */
export function readJobForm(form: FormData): unknown {
  const kind = text(form, 'spec.kind');
  const workload = typeof kind === 'string' ? (WORKLOADS[kind] ?? {}) : {};
  return {
    name: text(form, 'name') ?? '',
    label: text(form, 'label') ?? '',
    spec: {
      kind,
      ...readAll(form, 'spec', { ...workload, ...COMMON }),
      ...(kind === 'inference' ? { demand: demandOf(form) } : {}),
      constraints: readAll(form, 'spec.constraints', CONSTRAINTS),
    },
  };
}
