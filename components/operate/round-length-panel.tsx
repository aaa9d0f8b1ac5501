import { useFormatter, useTranslations } from 'next-intl';
import {
  type Figure,
  PROTECTION_SETS,
  type RoundLengthDay,
  type RoundLengthRow,
  type RoundLengthTable,
} from '@/lib/simulation/round-length';
import { DataTable } from '../data-table/data-table';
import { DefinitionNote } from '../market/definition-note';
import { Panel } from '../ui/card';
import { CodeBlock } from '../ui/code';
import { RoundLengthBuyers } from './round-length-buyers';
import { policyKey, usePolicyName } from './use-policy-name';

/** Why rounds are as long as they are: generated days cleared in few and many rounds, with each protection (M-6b). */
export function RoundLengthPanel({ table }: { table: RoundLengthTable }) {
  const t = useTranslations('operate.roundLength');
  const format = useFormatter();
  const { settings } = table;
  const percent = (share: number) => format.number(share, { style: 'percent', maximumFractionDigits: 1 });
  return (
    <Panel
      title={t('title')}
      description={t('description')}
      flush
      className="overflow-hidden"
      id="round-length"
    >
      <p className="max-w-prose px-4 py-3 text-sm">{t('text')}</p>
      {table.days.map((day) => (
        <section key={day.day} className="border-t border-line">
          <h3 className="px-4 pt-3 text-sm font-semibold">{t(`day.${day.day}.title`)}</h3>
          <p className="max-w-prose px-4 pb-2 text-xs text-muted">
            {t(`day.${day.day}.text`)}{' '}
            {t('dayFacts', {
              orders: format.number(day.orders),
              arrivalHours: format.number(day.arrivalHours),
              gridHours: format.number(day.gridHours),
              instant: percent(day.instantOrdersShare),
              load: format.number(day.load, { maximumFractionDigits: 2 }),
            })}
          </p>
          <WelfareMatrix day={day} />
          <details className="border-t border-line">
            <summary className="cursor-pointer px-4 py-2 text-sm text-accent">{t('whoGets')}</summary>
            <RoundLengthBuyers day={day} />
          </details>
        </section>
      ))}
      <div className="flex flex-col gap-3 border-t border-line p-4">
        <DefinitionNote>
          {t('definition', {
            pools: format.number(settings.pools),
            orders: format.number(settings.ordersPerDay),
            spread: percent(settings.spread),
            seeds: settings.seeds.join(', '),
            indicative: format.number(settings.indicativeMinutes),
            reserve: percent(settings.instantReserveBps / 10_000),
            reserveHours: format.number(settings.instantReserveHours),
          })}
        </DefinitionNote>
        <p className="text-xs text-muted">{t('measured', { date: table.measuredOn })}</p>
        <CodeBlock>{table.command}</CodeBlock>
      </div>
    </Panel>
  );
}

interface MatrixRow {
  readonly key: string;
  readonly first: RoundLengthRow;
  readonly byProtection: ReadonlyMap<string, RoundLengthRow>;
}

/** One row per length of rounds, one column per set of protections: welfare over the day's proven limit. */
function WelfareMatrix({ day }: { day: RoundLengthDay }) {
  const t = useTranslations('operate.roundLength');
  const name = usePolicyName();
  const rows: MatrixRow[] = [];
  for (const row of day.rows) {
    const key = policyKey(row);
    const standing = rows.find((one) => one.key === key);
    const byProtection = new Map([...(standing?.byProtection ?? []), [row.protections ?? 'none', row]]);
    if (standing) rows[rows.indexOf(standing)] = { ...standing, byProtection };
    else rows.push({ key, first: row, byProtection });
  }
  return (
    <DataTable<MatrixRow>
      caption={t(`day.${day.day}.title`)}
      rows={rows}
      rowKey={(row) => row.key}
      columns={[
        { key: 'policy', header: t('cleared'), cell: ({ first }) => name(first) },
        ...PROTECTION_SETS.map((protections) => ({
          key: protections,
          header: t(`protections.${protections}.label`),
          definition: t(`protections.${protections}.text`),
          align: 'end' as const,
          cell: ({ byProtection }: MatrixRow) => (
            <Share figure={byProtection.get(protections)?.welfareShare ?? null} />
          ),
        })),
      ]}
    />
  );
}

/** A share's mean; its least and most over the seeds are in its title. */
function Share({ figure }: { figure: Figure | null }) {
  const t = useTranslations('operate.roundLength');
  const format = useFormatter();
  if (!figure) return <span className="text-faint">—</span>;
  const percent = (share: number) =>
    format.number(share, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 });
  return (
    <span title={t('range', { least: percent(figure.least), most: percent(figure.most) })}>
      {percent(figure.mean)}
    </span>
  );
}
