'use client';
import { useTranslations } from 'next-intl';
import { Field, FieldRow } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import type { PostalAddress } from '@/lib/identity/address';

/** The parts of a registered address but its country, which whoever uses it asks for. */
export function AddressInputs({
  optional = false,
  address = null,
}: {
  optional?: boolean;
  address?: PostalAddress | null;
}) {
  const t = useTranslations('account.address');
  const [street, more] = address?.lines ?? [];
  const needed = optional ? { optional } : { required: true };
  return (
    <>
      <FieldRow>
        <Field name="street" label={t('street')} hint={t('streetHint')} {...needed}>
          <Input autoComplete="address-line1" defaultValue={street ?? ''} />
        </Field>
        <Field name="streetMore" label={t('streetMore')} optional>
          <Input autoComplete="address-line2" defaultValue={more ?? ''} />
        </Field>
      </FieldRow>
      <FieldRow>
        <Field name="city" label={t('city')} {...needed}>
          <Input autoComplete="address-level2" defaultValue={address?.city ?? ''} />
        </Field>
        <Field name="postalCode" label={t('postalCode')} optional>
          <Input autoComplete="postal-code" spellCheck={false} defaultValue={address?.postalCode ?? ''} />
        </Field>
      </FieldRow>
    </>
  );
}
