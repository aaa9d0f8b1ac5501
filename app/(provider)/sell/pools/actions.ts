'use server';
import { getTranslations } from 'next-intl/server';
import { formAction } from '@/lib/http/action';
import { changeAsk } from '@/lib/services/supply/change-ask';
import { addAvailability, withdrawAvailability } from '@/lib/services/supply/change-calendar';
import { changeServiceLevel } from '@/lib/services/supply/change-service-level';
import { listPool } from '@/lib/services/supply/list-pool';
import { setPoolStatus } from '@/lib/services/supply/set-pool-status';
import { readAsks, readInterval, readPoolForm, readServiceLevel } from './read-pool-form';

const words = () => getTranslations('supply.done');

export const list = formAction({
  read: readPoolForm,
  verb: listPool,
  done: ({ poolId }) => ({ redirectTo: `/sell/pools/${poolId}` }),
});

export const setAsks = formAction({
  read: (form) => ({ poolId: form.get('poolId'), asks: readAsks(form) }),
  verb: changeAsk,
  done: async ({ lowered, raised, keptByNotice }) => {
    const t = await words();
    const moved = lowered + raised + keptByNotice > 0;
    return { message: moved ? t('asks', { lowered, raised, kept: keptByNotice }) : t('asksSame') };
  },
});

export const addInterval = formAction({
  read: (form) => ({ poolId: form.get('poolId'), ...readInterval(form) }),
  verb: addAvailability,
  done: async ({ changedHours, heldByLeases }) => {
    const t = await words();
    const facts = { changed: changedHours, held: heldByLeases };
    return { message: heldByLeases > 0 ? t('intervalHeld', facts) : t('interval', facts) };
  },
});

export const withdrawInterval = formAction({
  read: (form) => ({ poolId: form.get('poolId'), availabilityId: form.get('availabilityId') }),
  verb: withdrawAvailability,
  done: async ({ changedHours }) => ({ message: (await words())('withdrawn', { changed: changedHours }) }),
});

export const setServiceLevel = formAction({
  read: (form) => ({ poolId: form.get('poolId'), serviceLevel: readServiceLevel(form) }),
  verb: changeServiceLevel,
  done: async ({ version }) => ({ message: (await words())('service', { version }) }),
});

export const setStatus = formAction({
  read: (form) => ({ poolId: form.get('poolId'), status: form.get('status') }),
  verb: setPoolStatus,
  done: async ({ status }) => ({ message: (await words())(status) }),
});
