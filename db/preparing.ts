import type { ParameterOrJSON, Sql, TransactionSql, UnsafeQueryOptions } from 'postgres';

type InTransaction = (sql: TransactionSql) => unknown;

/**
 * The same client with the statements that `isPrepared` picks prepared, once per connection. Unprepared ones with
 * parameters take two round trips and are planned each time. Statements of a connection are kept until it ends, so this is
 * for few unlike statements that run very often; a pooler between must know prepared statements.
 */
export function preparing<T extends Sql | TransactionSql>(
  client: T,
  isPrepared: (query: string) => boolean,
): T {
  return new Proxy(client, {
    get(target, key) {
      if (key === 'unsafe')
        return (query: string, parameters?: ParameterOrJSON<never>[], options?: UnsafeQueryOptions) =>
          target.unsafe(query, parameters, isPrepared(query) ? { ...options, prepare: true } : options);
      if (key === 'begin' && 'begin' in target)
        return (work: InTransaction) => target.begin((inner) => work(preparing(inner, isPrepared)));
      if (key === 'savepoint' && 'savepoint' in target)
        return (work: InTransaction) => target.savepoint((inner) => work(preparing(inner, isPrepared)));
      return Reflect.get(target, key);
    },
  });
}
