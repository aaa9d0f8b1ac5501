import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { HeadSigner } from '@/lib/services/audit-trail/head-bytes';
import { EnvError } from './env';

/** Where a market on one machine keeps the key it made for itself. */
export const LOCAL_SIGNING_KEY = '.data/audit-signing-key';

const KEY_ID_LENGTH = 16;

function signerOf(key: KeyObject): HeadSigner {
  const publicKey = createPublicKey(key);
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  return {
    keyId: createHash('sha256').update(spki).digest('hex').slice(0, KEY_ID_LENGTH),
    sign: (bytes) => sign(null, bytes, key),
    verify: (bytes, signature) => verify(null, bytes, publicKey, signature),
  };
}

function readKey(base64: string, from: string): KeyObject {
  try {
    const key = createPrivateKey({ key: Buffer.from(base64, 'base64'), format: 'der', type: 'pkcs8' });
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // Said below in the same words as a key of another kind.
  }
  throw new EnvError(`${from} must be an Ed25519 private key, PKCS#8 in base64.`);
}

/** The key in the file, made on first use and readable by its owner only: for a market without a key of its own. */
function keyFromFile(file: string): KeyObject {
  if (existsSync(file)) return readKey(readFileSync(file, 'utf8'), file);
  const { privateKey } = generateKeyPairSync('ed25519');
  mkdirSync(dirname(file), { recursive: true });
  const text = privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64');
  writeFileSync(file, `${text}\n`, { mode: 0o600, flag: 'wx' });
  return privateKey;
}

/** What signs the audit heads: the environment's key, else the one in the file; null when neither is given. */
export function headSigner(environmentKey: string | null, keyFile: string | null): HeadSigner | null {
  if (environmentKey !== null) return signerOf(readKey(environmentKey, 'AUDIT_SIGNING_KEY'));
  return keyFile === null ? null : signerOf(keyFromFile(keyFile));
}
