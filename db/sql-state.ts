/** The five-character SQLSTATE of a database error, looked for through wrapping errors; undefined for others. */
export function sqlState(error: unknown): string | undefined {
  return databaseError(error)?.code;
}

export interface DatabaseError {
  readonly code: string;
  readonly message: string;
  readonly detail?: string;
  readonly constraint_name?: string;
}

/** The database's own error inside whatever wraps it; undefined if there is none. */
export function databaseError(error: unknown): DatabaseError | undefined {
  for (let at = error; at instanceof Error; at = at.cause) if (isDatabaseError(at)) return at;
  return undefined;
}

const isDatabaseError = (error: Error): error is Error & DatabaseError =>
  error.name === 'PostgresError' && 'code' in error && typeof error.code === 'string';
