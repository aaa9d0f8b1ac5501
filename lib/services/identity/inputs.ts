import { z } from 'zod';

/** An e-mail address as people type it: trimmed, kept in their case, compared without it. */
export const Email = z.string().trim().min(1, 'required').max(254, 'email').pipe(z.email('email'));

/** A person's name as it stands on screens. */
export const PersonName = z.string().trim().min(1, 'required').max(100, 'too_long');
