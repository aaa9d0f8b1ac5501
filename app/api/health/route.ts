export const dynamic = 'force-dynamic';

/** Says that this process answers; asks nothing of the database. */
export function GET(): Response {
  return Response.json({ status: 'up' }, { headers: { 'cache-control': 'no-store' } });
}
