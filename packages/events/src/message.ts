import { idField } from '@keyline/kernel';
import * as v from 'valibot';

const wordField = v.pipe(v.string(), v.regex(/^[a-z0-9_]{1,64}$/));

const messageSchema = v.object({
  cell: v.pipe(v.string(), v.minLength(1)),
  tenantId: idField('tenant'),
  eventId: v.pipe(v.string(), v.regex(/^evt_/)),
  type: v.pipe(v.string(), v.regex(/^[a-z0-9_]{1,64}\.[a-z0-9_]{1,64}$/)),
  subjectType: wordField,
  subjectId: v.string(),
  accountId: v.nullable(v.string()),
  version: v.nullable(v.number()),
  /** The business time of the event, milliseconds. */
  occurredAt: v.number(),
});

/** What a queue carries of an event: ids and the event's time, never what it says. */
export type EventMessage = v.InferOutput<typeof messageSchema>;

/** Reads a message of a queue; undefined when it is none of ours. */
export function parseMessage(body: unknown): EventMessage | undefined {
  const parsed = v.safeParse(messageSchema, body);
  return parsed.success ? parsed.output : undefined;
}
