import { admitOrganization } from '@/lib/services/identity/admit-organization';
import { bootstrapOperator } from '@/lib/services/identity/bootstrap-operator';
import { registerRegulator } from '@/lib/services/identity/register-regulator';
import { signUp } from '@/lib/services/identity/sign-up';
import { SANDBOX_TOOLS } from '@/lib/services/payments/sandbox-channel';
import { setUpPayee } from '@/lib/services/payouts/set-up-payee';
import { BUYERS, type DemoOrganization, OPERATOR, PROVIDERS, REGULATOR } from './organizations';
import { type Member, memberOf, type Stage } from './stage';

/** The provider that hasn't said yet where it is paid: what it earns stays payable. */
const UNPAID = 'kinugawa';

export interface Cast {
  readonly operator: Member;
  readonly providers: ReadonlyMap<string, Member>;
  readonly buyers: readonly Member[];
}

const registration = (one: typeof OPERATOR | typeof REGULATOR, password: string) => ({
  registeredName: one.name,
  country: one.country,
  registrationNumber: one.registrationNumber,
  name: one.person,
  email: one.email,
  password,
});

async function join(
  stage: Stage,
  operator: Member,
  one: DemoOrganization,
  capacity: 'buyer' | 'provider',
  password: string,
  now: Date,
): Promise<Member | null> {
  const ids = await signUp(stage.visitor(now), {
    name: one.person,
    email: one.email,
    password,
    registeredName: one.name,
    country: one.country,
    registrationNumber: one.registrationNumber,
    controllingGroup: one.group,
    street: one.street,
    city: one.city,
    postalCode: one.postalCode,
    buyer: capacity === 'buyer',
    provider: capacity === 'provider',
  });
  if (one.pending) return null;
  await admitOrganization(stage.as(operator, now), {
    organizationId: ids.organizationId,
    note: 'Registration checked.',
  });
  return memberOf(one.key, ids, { [capacity]: true });
}

/** Signs everybody up with the demo's password; the operator admits all but those left waiting. */
export async function makeCast(stage: Stage, password: string, now: Date): Promise<Cast> {
  const operator = memberOf(
    'operator',
    await bootstrapOperator(stage.engine(now), {
      ...registration(OPERATOR, password),
      street: OPERATOR.street,
      city: OPERATOR.city,
      postalCode: OPERATOR.postalCode,
    }),
    { operator: true },
  );
  await registerRegulator(stage.as(operator, now), {
    ...registration(REGULATOR, password),
    scope: { kind: 'all' },
  });
  const providers = new Map<string, Member>();
  const buyers: Member[] = [];
  for (const one of PROVIDERS) {
    const member = await join(stage, operator, one, 'provider', password, now);
    if (!member) continue;
    providers.set(one.key, member);
    if (one.key !== UNPAID) await setUpPayee(stage.as(member, now), SANDBOX_TOOLS, { channel: 'sandbox' });
  }
  for (const one of BUYERS) {
    const member = await join(stage, operator, one, 'buyer', password, now);
    if (member) buyers.push(member);
  }
  return { operator, providers, buyers };
}
