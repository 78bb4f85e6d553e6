export { type EventMessage, parseMessage } from './message.ts';
