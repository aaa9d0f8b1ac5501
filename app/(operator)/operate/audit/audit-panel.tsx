import { useTranslations } from 'next-intl';
import { Instant } from '@/components/instant';
import { Code, CodeBlock } from '@/components/ui/code';
import { CopyableCode } from '@/components/ui/copy-button';
import { DefinitionList } from '@/components/ui/definition-list';
import { SidePanel } from '@/components/ui/side-panel';
import type { AuditLine } from '@/lib/services/oversight/list-audit';

/** One row of the trail with its facts and its link in the chain (O-7). */
export function AuditPanel({ line, closeHref }: { line: AuditLine; closeHref: string }) {
  const t = useTranslations('operate.audit');
  return (
    <SidePanel
      title={<Code>{line.verb}</Code>}
      subtitle={<Instant at={line.eventAt} shape="seconds" withZone />}
      closeHref={closeHref}
    >
      <div className="flex flex-col gap-4">
        <DefinitionList
          items={[
            { term: t('organization'), value: line.organizationName ?? t('market') },
            {
              term: t('actor'),
              value: `${t(`actors.${line.actorKind}`)} · ${line.actorName ?? line.actorId}`,
            },
            { term: t('actorId'), value: <CopyableCode text={line.actorId} /> },
            { term: t('subject'), value: <CopyableCode text={line.subjectId} /> },
            { term: t('request'), value: <CopyableCode text={line.requestId} /> },
            {
              term: t('number'),
              value: line.number?.toString() ?? t('waits'),
              definition: t('numberDefinition'),
            },
            {
              term: t('hash'),
              value: line.hash ? (
                <CopyableCode text={line.hash} shown={`${line.hash.slice(0, 16)}…`} />
              ) : (
                t('waits')
              ),
              definition: t('hashDefinition'),
            },
          ]}
        />
        <section>
          <h3 className="mb-1 text-sm font-semibold">{t('facts')}</h3>
          <CodeBlock>{JSON.stringify(line.facts, null, 2)}</CodeBlock>
        </section>
      </div>
    </SidePanel>
  );
}
