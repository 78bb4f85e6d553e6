export { type FeedRow, feedItem } from './feed-item.ts';
export { type EventMessage, parseMessage } from './message.ts';
export { type Queue, type Queues, queueBindings } from './queues.ts';
export { relay } from './relay.ts';
export { createWaker, type Later } from './waker.ts';
