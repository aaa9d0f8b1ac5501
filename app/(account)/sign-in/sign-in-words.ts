interface ErrorWords {
  (key: string, values?: Record<string, string | number>): string;
  has(key: string): boolean;
}

/** The sentence for a refused sign-in's word: a refusal's code with its wait, or an error's code with its request id. */
export function signInWords(t: ErrorWords, word: string): string {
  const [code = '', fact = ''] = word.split(':', 2);
  if (t.has(`refusal.${code}`)) return t(`refusal.${code}`, { waitSeconds: Number(fact) || 1 });
  if (code === 'internal') return t('internal', { requestId: fact });
  if (code === 'invalid_input') return t('refusal.wrong_credentials');
  return t.has(code) && code !== 'refused' ? t(code) : t('unavailable');
}
