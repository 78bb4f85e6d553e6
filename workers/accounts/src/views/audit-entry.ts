import { anyIdField, idField, instantField, type Locale, shownName, toInstant } from '@keyline/kernel';
import { eventKind, mayReadData } from '@keyline/protocol';
import type { EventData, events } from '@keyline/schema';
import * as v from 'valibot';

type EventRow = Omit<typeof events.$inferSelect, 'seq' | 'tenantId' | 'versioned'>;

/** An event with what stands apart from the log. */
export interface AuditRow extends EventRow {
  readonly actorName: string | null;
  /** Address, software and session; null where nothing is kept. */
  readonly origin: readonly [string | null, string | null, string | null] | null;
  /** Private fields before and after. */
  readonly privateValues: Readonly<Record<string, readonly [unknown, unknown]>>;
}

const changesField = v.record(v.string(), v.array(v.unknown()));

/** The actor of an event, by name where it is still known. */
export const actorField = v.strictObject({
  type: v.picklist(['user', 'api_key', 'system', 'anonymous']),
  id: v.nullable(v.string()),
  name: v.nullable(v.pipe(v.string(), v.metadata({ examples: ['王磊'] }))),
});

/** What an event is about. */
export const subjectField = v.strictObject({
  type: v.pipe(v.string(), v.metadata({ examples: ['account'] })),
  id: anyIdField,
});

export const auditEntryView = v.pipe(
  v.strictObject({
    id: idField('event'),
    type: v.pipe(v.string(), v.metadata({ examples: ['account.changed'] })),
    summary: v.pipe(
      v.string(),
      v.description('The type in words, in the language asked for.'),
      v.metadata({ examples: ['客户信息已修改'] }),
    ),
    subject: subjectField,
    version: v.nullable(v.pipe(v.number(), v.metadata({ examples: [2] }))),
    accountId: v.nullable(idField('account')),
    actor: actorField,
    occurredAt: instantField,
    requestId: v.nullable(idField('request')),
    address: v.pipe(
      v.nullable(v.pipe(v.string(), v.metadata({ examples: ['192.0.2.10'] }))),
      v.description('From where it was asked for; null once that is forgotten.'),
    ),
    userAgent: v.nullable(v.pipe(v.string(), v.metadata({ examples: ['Mozilla/5.0'] }))),
    sessionId: v.nullable(idField('session')),
    changes: v.pipe(
      changesField,
      v.description('Fields with their values before and after; empty where the caller may not read them.'),
      v.metadata({ examples: [{ presence: ['potential', 'existing'] }] }),
    ),
    privateChanges: v.pipe(
      v.array(v.string()),
      v.description('Names of private fields that changed.'),
      v.metadata({ examples: [['mobile']] }),
    ),
    privateValues: v.pipe(
      v.nullable(changesField),
      v.description(
        'Their values before and after, as far as they are kept; null without audit.read_private.',
      ),
      v.metadata({ examples: [{ mobile: [null, '13812345678'] }] }),
    ),
    facts: v.pipe(
      v.record(v.string(), v.unknown()),
      v.description('What else the event says.'),
      v.metadata({ examples: [{ reason: 'signed_out' }] }),
    ),
  }),
  v.metadata({ ref: 'AuditEntry' }),
);

/** What a reader of the audit may see of an entry. */
export interface AuditRights {
  /** Permissions that he holds for the whole tenant. */
  readonly held: readonly string[];
  /** Whether private values are for him. */
  readonly readable: boolean;
}

/** An entry as this reader may see it. */
export function viewAuditEntry(row: AuditRow, { held, readable }: AuditRights, locale: Locale) {
  const open = mayReadData(row.type, (permission) => held.includes(permission));
  const data: EventData = open ? row.data : {};
  const { changes = {}, privateChanges = [], nonce: _, erasedDigest: __, ...facts } = data;
  const [address, userAgent, sessionId] = row.origin ?? [null, null, null];
  return {
    id: row.id,
    type: row.type,
    summary: eventKind(row.type)?.summary[locale] ?? row.type,
    subject: { type: row.subjectType, id: row.subjectId },
    version: row.version,
    accountId: row.accountId,
    actor: { type: row.actorType, id: row.actorId, name: row.actorName && shownName(row.actorName, locale) },
    occurredAt: toInstant(row.occurredAt),
    requestId: row.requestId,
    address,
    userAgent,
    sessionId,
    changes,
    privateChanges,
    privateValues: open && readable ? row.privateValues : null,
    facts,
  };
}

export type AuditEntry = ReturnType<typeof viewAuditEntry>;
