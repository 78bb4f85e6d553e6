/** What goes out: schemas, and row -> view. */
export * from './views/delivery.ts';
export * from './views/notification.ts';
export * from './views/webhook-endpoint.ts';
