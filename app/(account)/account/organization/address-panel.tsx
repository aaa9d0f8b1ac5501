import { useLocale, useTranslations } from 'next-intl';
import { Instant } from '@/components/instant';
import { ActionForm } from '@/components/ui/action-form';
import { Button } from '@/components/ui/button';
import { Panel } from '@/components/ui/card';
import { Dialog, DialogCancel, FormActions } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { SubmitButton } from '@/components/ui/submit-button';
import { addressLines, type SaidAddress } from '@/lib/identity/address';
import { AddressInputs } from '../../address-inputs';
import { countryOptions } from '../../countries';
import { sayAddress } from '../actions';

interface AddressPanelProps {
  /** The one that stands first. */
  addresses: readonly SaidAddress[];
  country: string;
  mayChange: boolean;
}

function AddressDialog({ standing, country }: { standing: SaidAddress | null; country: string }) {
  const t = useTranslations('account.address');
  const register = useTranslations('account.register');
  const locale = useLocale();
  return (
    <Dialog
      title={t('title')}
      description={t('changeHelp')}
      trigger={<Button size="sm">{t(standing ? 'change' : 'say')}</Button>}
    >
      <ActionForm action={sayAddress} aria-label={t('title')}>
        <AddressInputs address={standing} />
        <Field name="country" label={register('country')} required>
          <Select options={countryOptions(locale)} defaultValue={standing?.country ?? country} />
        </Field>
        <FormActions>
          <DialogCancel />
          <SubmitButton>{t('submit')}</SubmitButton>
        </FormActions>
      </ActionForm>
    </Dialog>
  );
}

/** Where the organization is registered, from when on, and what stood before. */
export function AddressPanel({ addresses, country, mayChange }: AddressPanelProps) {
  const t = useTranslations('account.address');
  const countries = new Intl.DisplayNames(useLocale(), { type: 'region' });
  const [standing = null, ...earlier] = addresses;
  const words = (one: SaidAddress) => [...addressLines(one), countries.of(one.country) ?? one.country];
  return (
    <Panel
      title={t('title')}
      description={t('description')}
      actions={mayChange && <AddressDialog standing={standing} country={country} />}
    >
      {standing ? (
        <address className="text-sm not-italic">
          {words(standing).map((line) => (
            <span key={line} className="block [overflow-wrap:anywhere]">
              {line}
            </span>
          ))}
          <span className="block text-xs text-muted">
            {t.rich('since', { time: () => <Instant at={standing.from} shape="date" /> })}
          </span>
        </address>
      ) : (
        <p className="text-sm text-muted">{t('none')}</p>
      )}
      {earlier.length > 0 && (
        <details className="mt-3 text-xs">
          <summary className="cursor-pointer text-muted">{t('earlier', { count: earlier.length })}</summary>
          <ul className="mt-1">
            {earlier.map((one) => (
              <li key={one.version} className="text-muted [overflow-wrap:anywhere]">
                <Instant at={one.from} shape="date" /> · {words(one).join(', ')}
              </li>
            ))}
          </ul>
        </details>
      )}
    </Panel>
  );
}
