/** What a channel wants of a payee, in kinds that have words of ours. */
export const WANTED = [
  'bank_account',
  'document',
  'company',
  'person',
  'business',
  'terms',
  'other',
] as const;
export type Wanted = (typeof WANTED)[number];

const BY_START: readonly (readonly [start: RegExp, wanted: Wanted])[] = [
  [/^external_account/, 'bank_account'],
  [/verification\.(additional_)?document|\.documents\.|^documents\./, 'document'],
  [/^tos_acceptance|terms_of_service|service_agreement/, 'terms'],
  [/^business_profile|^business_type/, 'business'],
  [/^company/, 'company'],
  [/^(individual|representative|relationship|owners|directors|executives|person_)/, 'person'],
];

/** The kind of a requirement as a channel names it, such as `individual.verification.document` (a document). */
export const wantedOf = (requirement: string): Wanted =>
  BY_START.find(([start]) => start.test(requirement))?.[1] ?? 'other';

/** What is wanted, each kind once, in the order of the list; unknown ones by the channel's own name. */
export function listWanted(
  requirements: readonly string[],
): readonly { readonly wanted: Wanted; readonly name: string }[] {
  const kinds = new Map<string, { wanted: Wanted; name: string }>();
  for (const name of requirements) {
    const wanted = wantedOf(name);
    const key = wanted === 'other' ? name : wanted;
    if (!kinds.has(key)) kinds.set(key, { wanted, name });
  }
  return [...kinds.values()].sort((a, b) => WANTED.indexOf(a.wanted) - WANTED.indexOf(b.wanted));
}
