export * from './accounts.ts';
export * from './columns.ts';
export * from './identity-providers.ts';
export * from './people.ts';
export * from './platform.ts';
export * from './registry.ts';
