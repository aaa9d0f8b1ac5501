import { assert } from '@/lib/core/assert';
import { BUYERS, OPERATOR, PROVIDERS, REGULATOR } from './organizations';

/** One person per role whom the demo lets you be. */
export interface SignIn {
  readonly role: 'buyer' | 'provider' | 'regulator' | 'operator';
  readonly organization: string;
  readonly person: string;
  readonly email: string;
}

const [buyer, provider] = [BUYERS[0], PROVIDERS[0]];
assert(buyer && provider, 'demo sign-ins');

export const SIGN_INS: readonly SignIn[] = [
  { role: 'buyer', organization: buyer.name, person: buyer.person, email: buyer.email },
  { role: 'provider', organization: provider.name, person: provider.person, email: provider.email },
  { role: 'regulator', organization: REGULATOR.name, person: REGULATOR.person, email: REGULATOR.email },
  { role: 'operator', organization: OPERATOR.name, person: OPERATOR.person, email: OPERATOR.email },
];
