import type { Sql } from 'postgres';

/** pgbench's own tables, so that pgbench and the driver run on the same rows; `scale` branches of 100,000 accounts. */
export async function makeTpcbTables(sql: Sql, scale: number): Promise<void> {
  await sql.unsafe(`
    create table pgbench_branches (bid integer not null, bbalance integer, filler char(88)) with (fillfactor = 100);
    create table pgbench_tellers (tid integer not null, bid integer, tbalance integer, filler char(84)) with (fillfactor = 100);
    create table pgbench_accounts (aid integer not null, bid integer, abalance integer, filler char(84)) with (fillfactor = 100);
    create table pgbench_history (tid integer, bid integer, aid integer, delta integer, mtime timestamp, filler char(22));
    insert into pgbench_branches select n, 0 from generate_series(1, ${scale}) n;
    insert into pgbench_tellers select n, (n - 1) / 10 + 1, 0 from generate_series(1, ${scale * 10}) n;
    insert into pgbench_accounts select n, (n - 1) / 100000 + 1, 0, '' from generate_series(1, ${scale * 100_000}) n;
    alter table pgbench_branches add primary key (bid);
    alter table pgbench_tellers add primary key (tid);
    alter table pgbench_accounts add primary key (aid);
    create function bench_tpcb(p_aid integer, p_tid integer, p_bid integer, p_delta integer) returns integer language plpgsql as $$
    declare
      v_balance integer;
    begin
      update pgbench_accounts set abalance = abalance + p_delta where aid = p_aid;
      select abalance into v_balance from pgbench_accounts where aid = p_aid;
      update pgbench_tellers set tbalance = tbalance + p_delta where tid = p_tid;
      update pgbench_branches set bbalance = bbalance + p_delta where bid = p_bid;
      insert into pgbench_history (tid, bid, aid, delta, mtime) values (p_tid, p_bid, p_aid, p_delta, current_timestamp);
      return v_balance;
    end $$;`);
  for (const table of ['branches', 'tellers', 'accounts'])
    await sql.unsafe(`vacuum analyze pgbench_${table}`);
}

const upTo = (most: number): number => 1 + Math.floor(Math.random() * most);

const draw = (scale: number) => ({
  aid: upTo(scale * 100_000),
  bid: upTo(scale),
  tid: upTo(scale * 10),
  delta: upTo(10_001) - 5_001,
});

/** The transaction of pgbench's `tpcb-like`, a round trip per statement, every statement prepared by the driver. */
export async function tpcbByStatements(sql: Sql, scale: number): Promise<void> {
  const { aid, bid, tid, delta } = draw(scale);
  await sql.begin(async (tx) => {
    await tx`update pgbench_accounts set abalance = abalance + ${delta} where aid = ${aid}`;
    await tx`select abalance from pgbench_accounts where aid = ${aid}`;
    await tx`update pgbench_tellers set tbalance = tbalance + ${delta} where tid = ${tid}`;
    await tx`update pgbench_branches set bbalance = bbalance + ${delta} where bid = ${bid}`;
    await tx`insert into pgbench_history (tid, bid, aid, delta, mtime)
      values (${tid}, ${bid}, ${aid}, ${delta}, current_timestamp)`;
  });
}

/** The same as one call of one function in a transaction of its own. */
export async function tpcbByFunction(sql: Sql, scale: number): Promise<void> {
  const { aid, bid, tid, delta } = draw(scale);
  await sql`select bench_tpcb(${aid}, ${tid}, ${bid}, ${delta})`;
}
