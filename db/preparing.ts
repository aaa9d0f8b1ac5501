import type { ParameterOrJSON, Sql, TransactionSql, UnsafeQueryOptions } from 'postgres';

type InTransaction = (sql: TransactionSql) => unknown;

/**
 * The same client with every statement prepared, once per connection. Unprepared ones with parameters take two round
 * trips and are planned each time. Statements of a connection are kept until it ends, so this is for programs that run
 * few unlike statements very often; a pooler between must know prepared statements.
 */
export function preparing<T extends Sql | TransactionSql>(client: T): T {
  return new Proxy(client, {
    get(target, key) {
      if (key === 'unsafe')
        return (query: string, parameters?: ParameterOrJSON<never>[], options?: UnsafeQueryOptions) =>
          target.unsafe(query, parameters, { ...options, prepare: true });
      if (key === 'begin' && 'begin' in target)
        return (work: InTransaction) => target.begin((inner) => work(preparing(inner)));
      if (key === 'savepoint' && 'savepoint' in target)
        return (work: InTransaction) => target.savepoint((inner) => work(preparing(inner)));
      return Reflect.get(target, key);
    },
  });
}
