// Preloaded into programs of others that the demo starts: they end with it, even when it is killed.
process.once('disconnect', () => process.exit(1));
process.channel?.unref();
