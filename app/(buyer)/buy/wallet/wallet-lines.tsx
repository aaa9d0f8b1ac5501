import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { FilterBar } from '@/components/data-table/filter-bar';
import { hrefWith, type SearchParams } from '@/components/data-table/table-query';
import { Panel } from '@/components/ui/card';
import type { Wallet } from '@/lib/services/wallet/get-wallet';
import { LinesTable } from './lines-table';

export interface WalletLinesProps {
  wallet: Wallet;
  /** The accounts that lines can be narrowed to. */
  kinds: readonly string[];
  path: string;
  params: SearchParams;
}

/** The latest ledger lines of the wallet's accounts, narrowed by the address; statements have them all. */
export function WalletLines({ wallet, kinds, path, params }: WalletLinesProps) {
  const t = useTranslations('buy');
  return (
    <Panel
      title={t('wallet.lines')}
      description={t('wallet.linesHint')}
      actions={
        <Link href="/buy/statements" className="link text-sm">
          {t('wallet.allLines')}
        </Link>
      }
      flush
    >
      <FilterBar
        path={path}
        params={params}
        filters={[
          {
            kind: 'choice',
            name: 'kind',
            label: t('wallet.account'),
            all: t('all'),
            options: kinds.map((value) => ({ value, label: t(`account.${value}`) })),
          },
        ]}
      />
      <LinesTable
        lines={wallet.lines}
        currency={wallet.currency}
        csvHref={hrefWith(`${path}/csv`, params, { page: null, payment: null })}
      />
    </Panel>
  );
}
