'use server';
import { getTranslations } from 'next-intl/server';
import { formAction } from '@/lib/http/action';
import { askInDispute } from '@/lib/services/disputes/ask-in-dispute';
import { concedeDispute } from '@/lib/services/disputes/concede-dispute';
import { decideDispute } from '@/lib/services/disputes/decide-dispute';
import { stateInDispute } from '@/lib/services/disputes/state-in-dispute';
import { withdrawRejection } from '@/lib/services/disputes/withdraw-rejection';
import { readDecisionForm, readEndForm, readQuestionForm, readStatementForm } from './read-forms';

const words = () => getTranslations('disputes');

export const state = formAction({
  read: readStatementForm,
  verb: stateInDispute,
  done: async () => ({ message: (await words())('state.done') }),
  fieldOf: { statement_missing: 'statement' },
});

export const withdraw = formAction({
  read: readEndForm,
  verb: withdrawRejection,
  done: async () => ({ message: (await words())('end.withdrawn') }),
});

export const concede = formAction({
  read: readEndForm,
  verb: concedeDispute,
  done: async () => ({ message: (await words())('end.conceded') }),
});

export const ask = formAction({
  read: readQuestionForm,
  verb: askInDispute,
  done: async () => ({ message: (await words())('ask.done') }),
});

export const decide = formAction({
  read: readDecisionForm,
  verb: decideDispute,
  done: async () => ({ message: (await words())('decide.done') }),
});
