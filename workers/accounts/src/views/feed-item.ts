import { idField, instantField } from '@keyline/kernel';
import * as v from 'valibot';
import { subjectField } from './audit-entry.ts';

/** An event as systems outside are told of it. */
export const feedItemView = v.pipe(
  v.strictObject({
    id: idField('event'),
    type: v.pipe(v.string(), v.metadata({ examples: ['account.changed'] })),
    subject: subjectField,
    version: v.nullable(v.pipe(v.number(), v.metadata({ examples: [2] }))),
    actor: v.strictObject({
      type: v.picklist(['user', 'api_key', 'system', 'anonymous']),
      id: v.nullable(v.string()),
    }),
    occurredAt: instantField,
    data: v.pipe(
      v.record(v.string(), v.unknown()),
      v.description(
        'changes: {field: [old, new]}; names of private fields that changed; facts of the event. Empty where the caller may not read such records in the whole tenant.',
      ),
      v.metadata({ examples: [{ changes: { presence: ['potential', 'existing'] } }] }),
    ),
  }),
  v.metadata({ ref: 'FeedItem' }),
);
