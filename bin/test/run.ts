import { spawn } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

/** A command that ended badly; what it wrote has been shown. */
export class CommandFailed extends Error {
  override readonly name = 'CommandFailed';
}

/** Runs a command with its output shown; rejects unless it ends with code 0. */
export function run(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>> = {},
): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...args], {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...env },
    });
    child.once('error', (error) => reject(new CommandFailed(`${command}: ${error.message}`)));
    child.once('close', (code, signal) =>
      code === 0 ? resolve() : reject(new CommandFailed(`${command} ended with ${signal ?? `code ${code}`}`)),
    );
  });
}

/** A program of the project's own packages. */
export const tool = (name: string): string => join('node_modules', '.bin', name);

/** The first of these programs that the PATH has; null if none. */
export async function findProgram(names: readonly string[]): Promise<string | null> {
  for (const name of names)
    for (const folder of (process.env.PATH ?? '').split(delimiter)) {
      const path = join(folder, name);
      if (
        await access(path, constants.X_OK).then(
          () => true,
          () => false,
        )
      )
        return path;
    }
  return null;
}

let updated = false;

/** Whether Debian's packages may be installed here: as root, where apt-get is. */
export const mayInstall = async (): Promise<boolean> =>
  process.getuid?.() === 0 && (await findProgram(['apt-get'])) !== null;

/** Installs a Debian package, without starting any service it brings. */
export async function installPackage(name: string): Promise<void> {
  const env = { DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  if (!updated) await run('apt-get', ['update', '-qq'], env);
  updated = true;
  await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name], env);
}
