// A thread starts without the loader that reads TypeScript, whatever its process was started with.
import { register } from 'tsx/esm/api';

register();
await import('./lane-thread-main.ts');
