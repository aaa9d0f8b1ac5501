import { spawn } from 'node:child_process';
import { access, chown, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SetUpError } from '../set-up-error';
import type { Binaries, ServerUser } from './binaries';
import { clusterOf, OWNER, serverEnv } from './layout';
import { startError } from './start-error';
import { claimState, readState, type State } from './state';

const isMade = (dataDir: string): Promise<boolean> =>
  access(join(clusterOf(dataDir), 'PG_VERSION')).then(
    () => true,
    () => false,
  );

/** Port and password of a data folder's cluster, which is made if it isn't there. */
export async function claimCluster(dataDir: string, binaries: Binaries, user: ServerUser): Promise<State> {
  if (!(await isMade(dataDir))) {
    const state = await claimState(dataDir);
    await makeCluster(dataDir, state.password, binaries, user);
    return state;
  }
  if (!(await readState(dataDir)))
    throw new SetUpError(
      `${dataDir} holds a database, but server.json with its password is gone; restore that file or start over.`,
    );
  return claimState(dataDir);
}

/** Makes a cluster beside its final place, so that a half-made one is never taken for whole. */
async function makeCluster(
  dataDir: string,
  password: string,
  binaries: Binaries,
  user: ServerUser,
): Promise<void> {
  const half = `${clusterOf(dataDir)}.making`;
  const passwordFile = join(dataDir, 'password.making');
  await rm(half, { recursive: true, force: true });
  await mkdir(half, { mode: 0o700 });
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  if (user.uid !== undefined && user.gid !== undefined)
    for (const path of [half, passwordFile]) await chown(path, user.uid, user.gid);
  try {
    const args = [`--pgdata=${half}`, `--username=${OWNER}`, `--pwfile=${passwordFile}`];
    await initialize(
      dataDir,
      [...args, '--auth=scram-sha-256', '--encoding=UTF8', ...binaries.locale],
      binaries,
      user,
    );
    await rename(half, clusterOf(dataDir));
  } finally {
    await rm(passwordFile, { force: true });
    await rm(half, { recursive: true, force: true });
  }
}

function initialize(dataDir: string, args: string[], binaries: Binaries, user: ServerUser): Promise<void> {
  return new Promise((resolve, reject) => {
    const stdio = ['ignore', 'ignore', 'pipe'] as const;
    const child = spawn(binaries.initdb, args, { ...user, cwd: '/', env: serverEnv(), stdio: [...stdio] });
    let words = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      words += chunk.toString();
    });
    child.once('error', reject);
    child.once('close', (code) => (code === 0 ? resolve() : reject(startError(words, dataDir))));
  });
}
