'use server';
import { revalidatePath } from 'next/cache';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { env } from '@/lib/adapters/env';
import { currentSession, dropSessionCookie } from '@/lib/adapters/session';
import { pageCtx } from '@/lib/http/context';
import { isOwnOrigin } from '@/lib/http/origin';
import { endSessionById } from '@/lib/services/identity/end-session';
import { switchOrganization } from '@/lib/services/identity/switch-organization';

const fromOwnPage = async () => isOwnOrigin((await headers()).get('origin'), env().ownOrigins);

/** Ends this session and leaves for the front page; for the account menu. */
export async function signOut(): Promise<void> {
  if (!(await fromOwnPage())) return;
  const session = await currentSession();
  if (session) await endSessionById(await pageCtx(), session.sessionId);
  await dropSessionCookie();
  revalidatePath('/', 'layout');
  redirect('/');
}

/** Acts for the organization of the form's `organizationId` from now on; for the account menu. */
export async function actFor(form: FormData): Promise<void> {
  if (!(await fromOwnPage())) return;
  const session = await currentSession();
  if (!session) redirect('/sign-in');
  await switchOrganization(await pageCtx(), {
    sessionId: session.sessionId,
    organizationId: String(form.get('organizationId')),
  });
  revalidatePath('/', 'layout');
  // The page that stood here may belong to a door the other organization doesn't open.
  redirect('/sign-in');
}
