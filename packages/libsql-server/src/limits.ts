/** Largest request body, in bytes. */
export const MAX_REQUEST_BYTES = 32 * 1024 * 1024;

/** Largest result of one `execute` or `batch`, in bytes: sqld's default. */
export const MAX_RESULT_BYTES = 10_000_000;

/** Stored SQL texts of one stream, and the largest of them in bytes: sqld's limits. */
export const MAX_STORED_SQLS = 50;
export const MAX_STORED_SQL_BYTES = 5_000;

/** Connections that one database may have open at a time. */
export const MAX_CONNECTIONS = 256;

/** Connections kept open for the next stream. */
export const MAX_IDLE_CONNECTIONS = 16;

/** Prepared statements kept per connection. */
export const MAX_PREPARED_STATEMENTS = 200;

/** Prepared statements of a measured connection: each look at their counters copies the texts of all. */
export const MAX_METERED_STATEMENTS = 100;

/** SQL texts whose analysis is remembered, per database. */
export const MAX_ANALYSED_TEXTS = 1_000;

/** Longer texts are neither kept prepared nor remembered: they are imports, and do not come again. */
export const MAX_REMEMBERED_TEXT = 20_000;

/** Pause before another try when a process other than this one holds a lock, in ms. */
export const FOREIGN_LOCK_PAUSE_MS = 5;

/** How long an expired stream is remembered, so that its client is told "expired" and not "invalid", in ms. */
export const EXPIRED_STREAM_MEMORY_MS = 300_000;
