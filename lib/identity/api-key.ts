import { assert } from '@/lib/core/assert';
import { ok, type Result, refuse } from '@/lib/core/result';

/** `key` acts for an organization over the public API; `agent` is a provider's agent in its pool. */
export const API_KEY_KINDS = ['key', 'agent'] as const;
export type ApiKeyKind = (typeof API_KEY_KINDS)[number];

/** A key as it is shown once: `ch_<kind>_<prefix>_<secret>_<checksum>`. */
export interface ApiKey {
  readonly kind: ApiKeyKind;
  /** Names the key in lists and logs; not secret. */
  readonly prefix: string;
  /** The whole key; only its SHA-256 is kept. */
  readonly text: string;
}

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const PREFIX_LENGTH = 8;
const SECRET_LENGTH = 32;
const CHECKSUM_LENGTH = 7;

/** Random bytes a key is made of: one for each of its 8 + 32 characters, five bits used of each. */
export const API_KEY_BYTES = PREFIX_LENGTH + SECRET_LENGTH;

const SHAPE = /^ch_(key|agent)_([0-9a-z]{8})_([0-9a-z]{32})_([0-9a-z]{7})$/;

/** CRC-32 (IEEE 802.3) of a text of ASCII characters. */
export function crc32(ascii: string): number {
  let crc = 0xffffffff;
  for (let i = 0; i < ascii.length; i++) {
    crc ^= ascii.charCodeAt(i);
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}

function checksum(body: string): string {
  let rest = crc32(body);
  let text = '';
  for (let i = 0; i < CHECKSUM_LENGTH; i++, rest = Math.floor(rest / 32))
    text = ALPHABET.charAt(rest % 32) + text;
  return text;
}

/** Makes a key of 40 random bytes; its checksum lets a mistyped or cut key be told without a look-up. */
export function makeApiKey(kind: ApiKeyKind, random: Uint8Array): ApiKey {
  assert(random.length >= API_KEY_BYTES, 'api-key', { bytes: random.length });
  const symbols = [...random.slice(0, API_KEY_BYTES)].map((byte) => ALPHABET.charAt(byte % 32)).join('');
  const prefix = symbols.slice(0, PREFIX_LENGTH);
  const body = `ch_${kind}_${prefix}_${symbols.slice(PREFIX_LENGTH)}`;
  return { kind, prefix, text: `${body}_${checksum(body)}` };
}

/** Reads a key and verifies its checksum; whether it was ever issued is for its SHA-256 to say. */
export function parseApiKey(text: string): Result<ApiKey, 'not_a_key' | 'wrong_checksum'> {
  const match = SHAPE.exec(text.trim());
  if (!match) return refuse('not_a_key');
  const [key, kind, prefix = '', secret, sum] = match;
  if (checksum(`ch_${kind}_${prefix}_${secret}`) !== sum) return refuse('wrong_checksum', { prefix });
  return ok({ kind: kind === 'agent' ? 'agent' : 'key', prefix, text: key });
}
