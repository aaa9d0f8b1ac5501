import { route } from '@/lib/http/route';
import { listDays } from '@/lib/services/rounds/list-days';

/** Each published day's whole book, newest first: `days`, 30 unless told. */
export const GET = route((ctx, { query }) => {
  const days = query.get('days');
  return listDays(ctx, days === null ? {} : { days: Number(days) });
});
