/** What goes out of this Worker: schemas, and row -> view. */
export * from './views/clock.ts';
export * from './views/message.ts';
export * from './views/policy.ts';
export * from './views/ticket.ts';
