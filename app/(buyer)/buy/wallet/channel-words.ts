interface Words {
  (key: string, values?: Record<string, string>): string;
  has: (key: string) => boolean;
}

/** How a payment went, in words: by its method where it is known, else by its channel. */
export function channelWords(
  t: Words,
  payment: { readonly channel: string; readonly method: string | null; readonly kind: string },
): string {
  const way =
    payment.method && t.has(`method.${payment.method}`)
      ? t(`method.${payment.method}`)
      : t(`channel.${payment.channel}`);
  return payment.kind === 'refund' ? t('payments.to', { channel: way }) : way;
}
