export { type DeadlineDefinition, type DeadlineHandler, deadlineHandler } from './deadline.ts';
export type { Effects } from './effects.ts';
export { type FeedRow, feedItem } from './feed-item.ts';
export { type Lease, withLease } from './lease.ts';
export { type EventMessage, parseMessage } from './message.ts';
export { type Queue, type Queues, queueBindings, queueOf } from './queues.ts';
export { relay } from './relay.ts';
export { type Sweep, type Swept, sweep } from './sweep.ts';
export { createWaker, type Later } from './waker.ts';
