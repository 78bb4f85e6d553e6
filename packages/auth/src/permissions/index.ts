export * from './accounts.ts';
export * from './catalogue.ts';
export * from './contracts.ts';
export * from './notifications.ts';
export * from './opportunities.ts';
export * from './tickets.ts';
