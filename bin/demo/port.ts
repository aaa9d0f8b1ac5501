import { createServer } from 'node:net';
import { SetUpError } from '@/db/set-up-error';

const LARGEST = 65_535;

/** The port of the environment, or 3000. */
export function wantedPort(text: string | undefined): number {
  const port = Number(text || 3000);
  if (!Number.isInteger(port) || port < 1 || port > LARGEST)
    throw new SetUpError(`PORT ${text} is not a port; use a number from 1 to ${LARGEST}.`);
  return port;
}

/** Refuses a port that something listens on, or that we may not listen on. */
export function assertPortFree(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        new SetUpError(
          error.code === 'EADDRINUSE'
            ? `Port ${port} is taken; stop what uses it, or choose another with PORT=${port + 1} npm run demo.`
            : `Port ${port} can't be used (${error.code}); choose another with PORT=3001 npm run demo.`,
        ),
      ),
    );
    server.listen({ port, exclusive: true }, () => server.close(() => resolve()));
  });
}
