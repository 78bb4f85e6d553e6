export * from './accounts.ts';
export * from './columns.ts';
export * from './opportunities.ts';
export * from './people.ts';
export * from './platform.ts';
export * from './registry.ts';
