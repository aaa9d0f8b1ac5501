'use server';
import { formAction } from '@/lib/http/action';
import { describeJob } from '@/lib/services/quoting/describe-job';
import { readJobForm } from './read-job-form';

export const describe = formAction({
  read: readJobForm,
  verb: describeJob,
  done: ({ jobId }) => ({ redirectTo: `/buy/jobs/${jobId}` }),
});
