import { createHash } from 'node:crypto';
import type { Sha256 } from '@/lib/oversight/audit-chain';

export const sha256 = ((bytes) => createHash('sha256').update(bytes).digest()) satisfies Sha256;
