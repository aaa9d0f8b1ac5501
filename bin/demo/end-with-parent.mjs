// Preloaded into programs of others that the demo starts: they end with it, even when it is killed. What they start
// themselves inherits this file too, and lives by its own channel to them.
if (process.env.CARDHOUR_STARTED_BY === String(process.ppid)) {
  process.once('disconnect', () => process.exit(1));
  process.channel?.unref();
}
