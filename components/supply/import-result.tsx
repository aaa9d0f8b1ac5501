import { useTranslations } from 'next-intl';
import { chipByKey } from '@/lib/compute/chips';
import { DataTable } from '../data-table/data-table';
import { Alert } from '../ui/alert';
import { Panel } from '../ui/card';
import { Code } from '../ui/code';

export interface ImportRemarkRow {
  readonly line: number;
  readonly column: number | null;
  readonly columnName: string | null;
  readonly code: string;
  readonly found: string;
}

/** What the dry run answers, as far as the page shows it. */
export interface ImportAnswer {
  readonly rows: number;
  readonly errors: readonly ImportRemarkRow[];
  readonly notes: readonly ImportRemarkRow[];
  readonly pools: readonly {
    readonly line: number;
    readonly name: string;
    readonly chip: string;
    readonly cards: number;
    readonly region: string;
  }[];
}

/** A dry run's answer: what would be listed, or every error by line and column; nothing has been listed yet. */
export function ImportResult({ answer }: { answer: ImportAnswer }) {
  const t = useTranslations('supply.import');
  const { rows, errors, notes, pools } = answer;
  return (
    <div className="flex flex-col gap-4">
      {errors.length > 0 ? (
        <Alert tone="error" title={t('hasErrors', { errors: errors.length, rows })}>
          {t('nothingListed')}
        </Alert>
      ) : (
        <Alert tone="success" title={t('clean', { count: pools.length })}>
          {t('cleanHelp')}
        </Alert>
      )}
      {errors.length > 0 && <Remarks title={t('errors')} rows={errors} />}
      {notes.length > 0 && <Remarks title={t('notes')} rows={notes} />}
      {pools.length > 0 && (
        <Panel title={errors.length > 0 ? t('cleanRows') : t('wouldList')} flush>
          <DataTable
            caption={t('wouldList')}
            rows={pools}
            rowKey={(row) => String(row.line)}
            columns={[
              { key: 'line', header: t('line'), cell: (row) => row.line },
              { key: 'name', header: t('name'), cell: (row) => row.name },
              { key: 'chip', header: t('chip'), cell: (row) => chipByKey(row.chip)?.name ?? row.chip },
              { key: 'cards', header: t('cards'), align: 'end', cell: (row) => row.cards },
              { key: 'region', header: t('region'), cell: (row) => row.region },
            ]}
          />
        </Panel>
      )}
    </div>
  );
}

function Remarks({ title, rows }: { title: string; rows: readonly ImportRemarkRow[] }) {
  const t = useTranslations('supply.import');
  const words = useTranslations('errors.field');
  const say = (code: string) => {
    const [key = '', facts] = code.split('?', 2);
    return words.has(key) ? words(key, Object.fromEntries(new URLSearchParams(facts))) : code;
  };
  return (
    <Panel title={title} flush>
      <DataTable
        caption={title}
        rows={rows}
        rowKey={(row) => `${row.line}/${row.column}/${row.columnName}/${row.code}`}
        columns={[
          { key: 'line', header: t('line'), cell: (row) => row.line },
          {
            key: 'column',
            header: t('column'),
            cell: (row) => (
              <>
                {row.column ?? '—'} {row.columnName && <Code className="text-muted">{row.columnName}</Code>}
              </>
            ),
          },
          {
            key: 'found',
            header: t('found'),
            cell: (row) =>
              row.found ? (
                <Code>{row.found.slice(0, 40)}</Code>
              ) : (
                <span className="text-faint">{t('blank')}</span>
              ),
          },
          { key: 'problem', header: t('problem'), wrap: true, cell: (row) => say(row.code) },
        ]}
      />
    </Panel>
  );
}
