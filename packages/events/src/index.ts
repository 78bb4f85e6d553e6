export { type EventMessage, parseMessage } from './message.ts';
export { consumerNames, type Queue, type Queues, queueBindings } from './queues.ts';
export { relay } from './relay.ts';
export { createWaker, type Later } from './waker.ts';
