import { randomBytes } from 'node:crypto';
import { type IdKind, makeId } from '@/lib/core/ids';

/** A new id of a kind; sorts by the system clock, holds 60 random bits. */
export const newId = (kind: IdKind): string => makeId(kind, Date.now(), randomBytes(12));
