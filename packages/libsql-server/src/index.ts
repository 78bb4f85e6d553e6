export { DamagedDatabaseError, UnknownDatabaseError } from './errors.ts';
export { FileReader } from './file-reader.ts';
export type { Listener } from './http-listener.ts';
export type { LibsqlServerOptions, StatementCost } from './options.ts';
export { createLibsqlServer, type LibsqlServer } from './server.ts';
export { writeSnapshot } from './snapshot.ts';
