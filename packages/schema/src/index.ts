export * from './accounts.ts';
export * from './api-key-uses.ts';
export * from './columns.ts';
export * from './people.ts';
export * from './platform.ts';
export * from './registry.ts';
export * from './settings.ts';
