import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

export interface ChildLimits {
  /** It is ended after this many seconds of the wall clock. */
  readonly seconds: number;
  /** Megabytes its own heap may take. */
  readonly heapMb: number;
}

/** What a measuring process answered, or how it ended without. */
export type ChildAnswer<Answer> =
  | { readonly ok: true; readonly answer: Answer }
  | { readonly ok: false; readonly why: string };

/**
 * Runs one of this folder's programs in a process of its own, so that its peak memory and its garbage are its own: a
 * question as JSON on standard input, an answer as JSON on standard output.
 */
export async function askChild<Question, Answer>(
  program: string,
  question: Question,
  { seconds, heapMb }: ChildLimits,
): Promise<ChildAnswer<Answer>> {
  const child = spawn(
    process.execPath,
    [`--max-old-space-size=${heapMb}`, '--import', 'tsx', fileURLToPath(new URL(program, import.meta.url))],
    { stdio: ['pipe', 'pipe', 'pipe'] },
  );
  let isLate = false;
  const late = setTimeout(() => {
    isLate = true;
    child.kill('SIGKILL');
  }, seconds * 1000);
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  child.stdin.end(JSON.stringify(question));
  const [code, output, complaint] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  clearTimeout(late);
  if (code === 0) return { ok: true, answer: JSON.parse(output) as Answer };
  if (isLate) return { ok: false, why: `ended after ${seconds} s` };
  const lines = complaint.split('\n').map((line) => line.trim());
  return { ok: false, why: lines.find((line) => /error|memory/i.test(line)) ?? `exit code ${code}` };
}

/** The other side of `askChild`: reads the question, writes the answer. */
export async function answerParent<Question, Answer>(
  reply: (question: Question) => Answer | Promise<Answer>,
): Promise<void> {
  const question = JSON.parse(await text(process.stdin)) as Question;
  process.stdout.write(JSON.stringify(await reply(question)));
}
