// Plain JavaScript that any Node.js reads, so that a wrong one is told in a sentence instead of a syntax error.
const LEAST = [20, 12];
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < LEAST[0] || (major === LEAST[0] && minor < LEAST[1])) {
  console.error(`Cardhour needs Node.js ${LEAST.join('.')} or newer; this is ${process.versions.node}.`);
  process.exit(1);
}
await import('tsx');
await import('./demo.ts');
