'use server';
import { getTranslations } from 'next-intl/server';
import { currentSession } from '@/lib/adapters/session';
import { formAction } from '@/lib/http/action';
import { addMember } from '@/lib/services/identity/add-member';
import { changeMemberRole } from '@/lib/services/identity/change-member-role';
import { changePassword } from '@/lib/services/identity/change-password';
import { endOtherSessions } from '@/lib/services/identity/end-other-sessions';
import { endSession } from '@/lib/services/identity/end-session';
import { removeMember } from '@/lib/services/identity/remove-member';
import { setAddress } from '@/lib/services/identity/set-address';

const said = (key: string) => async () => ({ message: (await getTranslations('account.done'))(key) });

export const changeOwnPassword = formAction({
  read: (form) => ({
    present: form.get('present'),
    password: form.get('password'),
    repeated: form.get('repeated'),
  }),
  verb: changePassword,
  done: () => ({ redirectTo: '/sign-in?note=changed' }),
});

export const endOneSession = formAction({
  read: (form) => ({ sessionId: form.get('sessionId') }),
  verb: endSession,
  done: said('sessionEnded'),
});

export const endTheOthers = formAction({
  read: () => null,
  verb: async (ctx) => endOtherSessions(ctx, { currentSessionId: (await currentSession())?.sessionId ?? '' }),
  done: said('othersEnded'),
});

export const addOneMember = formAction({
  read: (form) => ({ email: form.get('email'), name: form.get('name'), role: form.get('role') }),
  verb: addMember,
  done: async ({ oneTimePassword }) => ({
    ...(await said('memberAdded')()),
    secret: oneTimePassword ?? undefined,
  }),
});

export const sayAddress = formAction({
  read: (form) => ({
    street: form.get('street') ?? '',
    streetMore: form.get('streetMore') ?? '',
    city: form.get('city') ?? '',
    postalCode: form.get('postalCode') ?? '',
    country: form.get('country'),
  }),
  verb: setAddress,
  done: said('addressSaid'),
});

export const giveRole = formAction({
  read: (form) => ({ personId: form.get('personId'), role: form.get('role') }),
  verb: changeMemberRole,
  done: said('roleChanged'),
});

export const removeOneMember = formAction({
  read: (form) => ({ personId: form.get('personId') }),
  verb: removeMember,
  done: said('memberRemoved'),
});
