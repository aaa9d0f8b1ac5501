const PLAIN_NUMBER = /^-?\d+(\.\d+)?$/;

const textOf = (value: FormDataEntryValue | null): string => (typeof value === 'string' ? value.trim() : '');

/** A typed number without its grouping; what isn't one stays as typed, so that the verb names the field. */
const ungrouped = (text: string): string => text.replaceAll(/[,\s_]/g, '');

const numberOr = (text: string): number | string =>
  PLAIN_NUMBER.test(ungrouped(text)) ? Number(ungrouped(text)) : text;

const allOf = (form: FormData, name: string): readonly string[] => form.getAll(name).map(textOf);

const UTC_MINUTE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/;

/** The checkpoint of a report on a lease with milestones (S-7): the first file unless another is named, its time in UTC. */
function checkpointOf(form: FormData): object {
  const loadedAt = form.get('evidence.checkpoint.loadedAt');
  if (loadedAt === null) return {};
  const typed = textOf(loadedAt);
  const file = textOf(form.get('evidence.checkpoint.file')) || (allOf(form, 'file.name')[0] ?? '');
  return { checkpoint: { file, loadedAt: UTC_MINUTE.test(typed) ? `${typed}:00.000Z` : typed } };
}

/** The report form's fields as the verb's input: units ungrouped, files row by row, named metrics as numbers where they are. */
export function readReportForm(form: FormData): unknown {
  const hashes = allOf(form, 'file.sha256');
  const sizes = allOf(form, 'file.bytes');
  const values = allOf(form, 'metric.value');
  const metrics = allOf(form, 'metric.key').map(
    (key, index) => [key, numberOr(values[index] ?? '')] as const,
  );
  const runtimeHours = textOf(form.get('evidence.runtimeHours'));
  return {
    leaseId: form.get('leaseId'),
    requestId: form.get('requestId'),
    units: ungrouped(textOf(form.get('units'))),
    evidence: {
      files: allOf(form, 'file.name').map((name, index) => ({
        name,
        sha256: (hashes[index] ?? '').toLowerCase(),
        bytes: numberOr(sizes[index] ?? ''),
      })),
      metrics: Object.fromEntries(metrics.filter(([key, value]) => key !== '' && value !== '')),
      note: textOf(form.get('evidence.note')),
      ...checkpointOf(form),
      ...(runtimeHours === '' ? {} : { runtimeHours: numberOr(runtimeHours) }),
    },
  };
}
