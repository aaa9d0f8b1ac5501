import { startEmbedded } from '../embedded';

/** For the embedded server's own test: starts the server of a folder in this process, says so, and waits for its end. */
const server = await startEmbedded({ dataDir: process.argv[2] ?? '', settings: { fsync: 'off' } });
console.log(JSON.stringify({ pid: server.pid, port: server.port, found: server.found }));
setInterval(() => undefined, 60_000);
