// Preloaded into programs of others that the demo starts: they end with it, even when it is killed. What they start
// themselves inherits the preload too, and is left alone.
if (process.env.CARDHOUR_STARTED_BY === String(process.ppid)) {
  process.once('disconnect', () => process.exit(1));
  process.channel?.unref();
}
