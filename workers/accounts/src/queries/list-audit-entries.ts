import { heldForTenant } from '@keyline/auth';
import { type Example, instantBound, list } from '@keyline/http';
import { anyIdField, idField } from '@keyline/kernel';
import { dataPermissions, eventTypes, subjectTypes } from '@keyline/protocol';
import { events } from '@keyline/schema';
import { first } from '@keyline/store';
import * as v from 'valibot';
import { auditComputed, auditRow } from '../records/events.ts';
import { auditColumns } from '../views/audit-columns.ts';
import { auditEntryView, viewAuditEntry } from '../views.ts';

const permissions = JSON.stringify(dataPermissions);

const actorIdField = v.pipe(
  v.string(),
  v.regex(/^(usr|key)_[0-7][0-9a-hjkmnp-tv-z]{25}$/, 'id'),
  v.metadata({ examples: ['usr_01kafxq0h3e7rvx8bm2s9t4c5d'] }),
);

/** Who did what, when, from where, with what before and after: the event log of the tenant. */
export const listAuditEntries = list({
  id: 'listAuditEntries',
  path: '/v1/audit-entries',
  tag: 'Audit',
  summary: 'Read the audit',
  description:
    'The latest first, in the order of the log. What an entry says beside who, what, when and where is shown to those who may read such records in the whole tenant. format=csv needs audit.export as well.',
  permission: 'audit.read',
  asks: ['audit.read_private'],
  shape: {
    table: events,
    row: auditRow,
    computed: auditComputed,
    permission: 'audit.read',
    id: events.seq,
    sorts: {
      logged: { column: events.seq, index: 'events_by_tenant' },
      occurredAt: { column: events.occurredAt, index: 'events_by_occurrence' },
    },
    filters: {
      actorId: { column: events.actorId, test: 'any', indexes: { logged: 'events_by_actor' } },
      subjectType: { column: events.subjectType, test: 'any', indexes: { logged: 'events_by_subject_type' } },
      subjectId: { column: events.subjectId, test: 'any', indexes: { logged: 'events_by_subject' } },
      type: { column: events.type, test: 'any', indexes: { logged: 'events_by_type' } },
      accountId: { column: events.accountId, test: 'any', indexes: { logged: 'events_by_account' } },
      requestId: { column: events.requestId, test: 'any', indexes: { logged: 'events_by_request' } },
      occurredFrom: { column: events.occurredAt, test: 'from' },
      occurredTo: { column: events.occurredAt, test: 'before' },
    },
  },
  filters: {
    actorId: actorIdField,
    subjectType: v.picklist(subjectTypes),
    subjectId: anyIdField,
    type: v.picklist(eventTypes),
    accountId: idField('account'),
    requestId: idField('request'),
    occurredFrom: instantBound,
    occurredTo: instantBound,
  },
  defaultOrder: '-logged',
  orderBy: { occurredFrom: '-occurredAt', occurredTo: '-occurredAt' },
  sorts: ['logged', 'occurredAt'],
  load: () => ({ rights: first(heldForTenant.bind({ permissions })) }),
  item: auditEntryView,
  view: (row, { loaded, locale, actor }) => {
    const readable = actor.permissions.has('audit.read_private');
    return viewAuditEntry(row, { held: loaded.rights?.held ?? [], readable }, locale);
  },
  csv: { permission: 'audit.export', name: 'audit-entries', columns: auditColumns },
});

export const example: Example = {
  async request({ make }) {
    for (const operation of ['createContact', 'createContact', 'createContact']) await make(operation);
    return { query: { type: 'contact.created' } };
  },
};
