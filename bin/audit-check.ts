import { existsSync } from 'node:fs';
import { EnvError, env, loadMarketEnv } from '@/lib/adapters/env';
import { headSigner, LOCAL_SIGNING_KEY } from '@/lib/adapters/signing';
import { withEngine } from '@/lib/adapters/with-engine';
import { type AuditCheck, type BrokenAudit, checkAudit } from '@/lib/services/audit-trail/check-audit';

const PROBLEMS: Readonly<Record<BrokenAudit['problem'], string>> = {
  number: 'its number doesn’t follow the one before',
  hash: 'its hash doesn’t fit its row',
  organization: 'its row belongs to another organization',
  row_gone: 'its row is gone',
  head: 'a head was signed here that the chain no longer has',
  signature: 'the signature of its head doesn’t fit',
};

const brokenText = ({ organizationId, number, auditId, problem }: BrokenAudit): string =>
  `broken: organization ${organizationId}, number ${number}, audit row ${auditId ?? 'unknown'}: ${PROBLEMS[problem]}`;

const wholeText = ({ organizations, links, heads, signatures, waiting }: AuditCheck): string =>
  `ok: ${links} audit rows in ${organizations} chains; ${heads} signed heads fit, ${signatures} of them checked against the key; ${waiting} rows wait for the sequencer`;

async function main(): Promise<void> {
  loadMarketEnv();
  const keyFile = existsSync(LOCAL_SIGNING_KEY) ? LOCAL_SIGNING_KEY : null;
  const signer = headSigner(env().auditSigningKey, keyFile);
  const check = await withEngine('audit-check', (ctx) => checkAudit(ctx, signer));
  console.log(check.broken ? brokenText(check.broken) : wholeText(check));
  if (check.broken) process.exitCode = 1;
}

main().catch((error: unknown) => {
  console.error(error instanceof EnvError ? error.message : error);
  process.exitCode = 2;
});
