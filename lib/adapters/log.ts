import { DrizzleQueryError } from 'drizzle-orm';
import { type DestinationStream, type Logger, pino, stdSerializers } from 'pino';

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];

/** What an error says, without the values that a failed query was sent with: they may be personal or secret. */
function errorFacts(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { type, message, stack, ...rest } = stdSerializers.err(error);
  const code = 'code' in rest && typeof rest.code === 'string' ? rest.code : undefined;
  if (error instanceof DrizzleQueryError)
    return { type, message: `Failed query: ${error.query}`, cause: errorFacts(error.cause) };
  return {
    type,
    message,
    code,
    stack,
    cause: error.cause === undefined ? undefined : errorFacts(error.cause),
  };
}

/** A log of one JSON line per entry, at LOG_LEVEL or `info`. */
export function makeLog(destination?: DestinationStream, level = process.env.LOG_LEVEL): Logger {
  const options = {
    level: level !== undefined && LEVELS.includes(level) ? level : 'info',
    base: { service: 'cardhour' },
    serializers: { err: errorFacts },
    redact: {
      paths: [
        'password',
        'secret',
        'token',
        'authorization',
        'cookie',
        '*.password',
        '*.authorization',
        '*.cookie',
      ],
      censor: '[redacted]',
    },
  };
  return destination ? pino(options, destination) : pino(options);
}

/** The log of this process. */
export const log = makeLog();
