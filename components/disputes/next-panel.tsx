import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { PARTIES, type Party } from '@/lib/settlement/hearing';
import { Countdown } from '../countdown';
import { Instant } from '../instant';
import { Panel } from '../ui/card';
import { DefinitionList } from '../ui/definition-list';
import type { DisputeDetailShown } from './dispute-shown';

/** Which sentence says what happens next, by stage and reader. */
function nextKey({ viewer, hearing, waits }: DisputeDetailShown): string {
  if (hearing.stage === 'decided') return 'decided';
  if (hearing.overdue) return `overdue.${viewer}`;
  if (hearing.stage === 'decision' || viewer === 'operator' || viewer === 'regulator')
    return `${hearing.stage}.${viewer}`;
  return `statements.${viewer}.${hearing.rests[viewer] ? 'rests' : waits ? 'waits' : 'speaks'}`;
}

/** What happens next, until when, who rests, and under it what the reader may do. */
export function NextPanel({ detail, children }: { detail: DisputeDetailShown; children?: ReactNode }) {
  const t = useTranslations('disputes');
  const { hearing } = detail;
  const until = hearing.stage === 'statements' ? hearing.statementsEndAt : hearing.decideBy;
  const restsOf = (party: Party) =>
    hearing.stage === 'statements' ? t(hearing.rests[party] ? 'page.rests' : 'page.speaks') : t('page.rests');
  return (
    <Panel title={t('page.next')}>
      <div className="flex flex-col gap-3 text-sm">
        <p>{t.rich(`next.${nextKey(detail)}`, { at: () => <Instant at={until} withZone /> })}</p>
        {hearing.stage !== 'decided' && (
          <DefinitionList
            items={[
              {
                term: t(hearing.stage === 'statements' ? 'page.statementsEnd' : 'page.decideBy'),
                value: (
                  <Countdown until={until} refreshAtEnd={!hearing.overdue} endedLabel={t('page.overdue')} />
                ),
              },
              ...(hearing.stage === 'statements'
                ? PARTIES.map((party) => ({
                    term: party === 'buyer' ? detail.buyerName : detail.providerName,
                    value: restsOf(party),
                  }))
                : []),
            ]}
          />
        )}
        {children}
      </div>
    </Panel>
  );
}
