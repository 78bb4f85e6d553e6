export { type FeedRow, feedItem } from './feed-item.ts';
export { type EventMessage, parseMessage } from './message.ts';
