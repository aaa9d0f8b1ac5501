import { useTranslations } from 'next-intl';
import { Alert } from '@/components/ui/alert';

/** Why an organization may look but not list or change pools; nothing when it is admitted. */
export function NotAdmitted({ status }: { status: 'pending' | 'admitted' | 'suspended' | null }) {
  const t = useTranslations('supply.overview');
  if (status !== 'pending' && status !== 'suspended') return null;
  return (
    <Alert tone="warn" title={t(status)}>
      {t(`${status}Help`)}
    </Alert>
  );
}
