// Loaded into the database process before its own program: when the stack dies without a word (kill -9), the
// database must not stay behind and hold its files.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.channel?.unref();
