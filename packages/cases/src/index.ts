export * from './actor.ts';
export * from './follow-up.ts';
export * from './limits.ts';
export * from './organisation.ts';
export * from './tasks.ts';
export * from './working-time.ts';
