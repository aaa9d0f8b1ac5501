'use client';
import { useTranslations } from 'next-intl';
import { Checkbox } from '../ui/checkbox';

/** Asks whether failed work is bought again, and says how; ticked unless the buyer wants to order itself (S-10). */
export function BuyAgainBox() {
  const t = useTranslations('replacement');
  return <Checkbox name="buyAgain" defaultChecked label={t('box')} hint={t('boxHint')} />;
}
