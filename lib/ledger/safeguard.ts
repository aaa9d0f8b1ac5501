import { type Micros, sumMicros } from '@/lib/core/amount';
import { type AccountKind, ORGANIZATION_KINDS } from './posting';

/** How clients' money stands against what the outside holds for it, in micros. */
export interface Safeguard {
  /** What we owe our clients: available, held, disputed, payable and on its way to them. */
  readonly clientMicros: Micros;
  /** What the channels hold for us, by our books. */
  readonly externalMicros: Micros;
  /** What is missing; 0 while clients' money is covered. */
  readonly shortMicros: Micros;
}

/** The sum of every account of a kind. */
export interface KindTotal {
  readonly kind: AccountKind;
  readonly micros: Micros;
}

const CLIENT_KINDS: ReadonlySet<AccountKind> = new Set(
  ORGANIZATION_KINDS.filter((kind) => kind !== 'receivable'),
);

/**
 * Whether clients' balances pass the safeguarded external balance (L-8): if anything is short, payouts stop. A receivable
 * is no cover: what somebody owes us isn't there to pay others with. Nor is play money where real money moves: there all
 * of it is missing, so that nobody is paid with real money for it.
 */
export function safeguard(
  totals: readonly KindTotal[],
  { realMoneyMoves }: { readonly realMoneyMoves: boolean } = { realMoneyMoves: false },
): Safeguard {
  const clientMicros = sumMicros(
    totals.filter(({ kind }) => CLIENT_KINDS.has(kind)).map(({ micros }) => micros),
  );
  const outside = totals.filter(({ kind }) => kind.startsWith('external:'));
  const isPlay = ({ kind }: KindTotal) => realMoneyMoves && kind === 'external:sandbox';
  const externalMicros = -sumMicros(outside.filter((total) => !isPlay(total)).map(({ micros }) => micros));
  const playMicros = -sumMicros(outside.filter(isPlay).map(({ micros }) => micros));
  const shortMicros = [clientMicros - externalMicros, playMicros].reduce((a, b) => (a > b ? a : b), 0n);
  return { clientMicros, externalMicros, shortMicros };
}
