/** What goes out: schemas, and row -> view. */
export * from './views/webhook-endpoint.ts';
