import { useTranslations } from 'next-intl';
import { ActionForm } from '@/components/ui/action-form';
import { Panel } from '@/components/ui/card';
import { Field } from '@/components/ui/field';
import { NumberInput } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import { advanceClock } from './actions';

/** Lets time pass in a market whose clock is set by hand (T-1). */
export function AdvanceForm() {
  const t = useTranslations('operate');
  return (
    <Panel title={t('advance')} description={t('advanceDescription')}>
      <ActionForm action={advanceClock} aria-label={t('advance')} className="max-w-xs">
        <Field name="hours" label={t('advanceBy')} hint={t('advanceHint')} required>
          <NumberInput unit={t('hours')} defaultValue="1" inputMode="numeric" />
        </Field>
        <SubmitButton variant="secondary">{t('advance')}</SubmitButton>
      </ActionForm>
    </Panel>
  );
}
