import { shareBpsOf } from '@/components/disputes/typed-share';

const textOf = (value: FormDataEntryValue | null): string => (typeof value === 'string' ? value.trim() : '');
const ungrouped = (text: string): string => text.replaceAll(/[,\s_]/g, '');

const allOf = (form: FormData, name: string): readonly string[] => form.getAll(name).map(textOf);

/** Files named in a form row by row; a size that isn't a number stays as typed, so that the verb names its field. */
export function readFiles(form: FormData): readonly object[] {
  const hashes = allOf(form, 'file.sha256');
  const sizes = allOf(form, 'file.bytes');
  return allOf(form, 'file.name').map((name, index) => {
    const size = ungrouped(sizes[index] ?? '');
    return {
      name,
      sha256: (hashes[index] ?? '').toLowerCase(),
      bytes: /^\d+$/.test(size) ? Number(size) : sizes[index],
    };
  });
}

/** A rejection as typed: reason, words and files. */
export const readRejectForm = (form: FormData): unknown => ({
  deliveryId: form.get('deliveryId'),
  requestId: form.get('requestId'),
  reason: form.get('reason') ?? undefined,
  statement: textOf(form.get('statement')),
  files: readFiles(form),
});

/** A side's statement as typed. */
export const readStatementForm = (form: FormData): unknown => ({
  disputeId: form.get('disputeId'),
  requestId: form.get('requestId'),
  statement: textOf(form.get('statement')),
  files: readFiles(form),
  rests: form.get('rests') === 'on',
});

/** A side's end of a dispute as typed. */
export const readEndForm = (form: FormData): unknown => ({
  disputeId: form.get('disputeId'),
  requestId: form.get('requestId'),
  note: textOf(form.get('note')),
});

/** The share of a decision: whole units ungrouped, or hundredths of a percent; what is neither stays as typed. */
function readShare(form: FormData): object {
  if (form.get('outcome') !== 'shared') return {};
  if (form.get('enteredAs') !== 'percent')
    return { providerUnits: ungrouped(textOf(form.get('providerUnits'))) };
  const typed = textOf(form.get('shareBps'));
  return { shareBps: shareBpsOf(typed) ?? typed };
}

/** The operator's decision as typed. */
export const readDecisionForm = (form: FormData): unknown => ({
  disputeId: form.get('disputeId'),
  requestId: form.get('requestId'),
  outcome: form.get('outcome') ?? undefined,
  ground: form.get('ground') || undefined,
  note: textOf(form.get('note')),
  ...readShare(form),
});

/** The operator's question as typed. */
export const readQuestionForm = (form: FormData): unknown => ({
  disputeId: form.get('disputeId'),
  requestId: form.get('requestId'),
  question: textOf(form.get('question')),
  answerHours: textOf(form.get('answerHours')),
});
