import { type Example, list } from '@keyline/http';
import { idField, instantField, shownName, toInstant } from '@keyline/kernel';
import { mayReadData } from '@keyline/protocol';
import { events } from '@keyline/schema';
import { asText, first } from '@keyline/store';
import * as v from 'valibot';
import { some } from '../problems.ts';
import { dataPermissionsAt, visibleAccount } from '../records/accounts.ts';
import { actorName } from '../records/events.ts';
import { actorField, subjectField } from '../views.ts';

const accountOfTimeline = visibleAccount('accounts.read');

const eventView = v.pipe(
  v.strictObject({
    id: idField('event'),
    type: v.pipe(v.string(), v.metadata({ examples: ['account.changed'] })),
    subject: subjectField,
    version: v.nullable(v.pipe(v.number(), v.metadata({ examples: [2] }))),
    actor: actorField,
    occurredAt: instantField,
    data: v.pipe(
      v.record(v.string(), v.unknown()),
      v.description(
        'changes: {field: [old, new]}; names of private fields that changed; facts of the event. Empty where the caller may not read such records of the account.',
      ),
      v.metadata({ examples: [{ changes: { presence: ['potential', 'existing'] } }] }),
    ),
  }),
  v.metadata({ ref: 'TimelineEvent' }),
);

/** Every event of every domain that touches one account, the latest first. */
export const listTimeline = list({
  id: 'listTimeline',
  path: '/v1/accounts/{accountId}/timeline',
  tag: 'Accounts',
  summary: "Read an account's timeline",
  permission: 'accounts.read',
  params: { accountId: idField('account') },
  shape: {
    table: events,
    row: {
      id: events.id,
      type: events.type,
      subjectType: events.subjectType,
      subjectId: events.subjectId,
      version: events.version,
      actorType: events.actorType,
      actorId: events.actorId,
      occurredAt: events.occurredAt,
      data: events.data,
      actorName: asText,
    },
    computed: actorName,
    permission: 'accounts.read',
    id: events.seq,
    parent: events.accountId,
    sorts: { seq: { column: events.seq, index: 'events_by_account' } },
    filters: {},
  },
  defaultOrder: '-seq',
  sorts: [],
  parent: (params) => params.accountId,
  problems: some('account.not_found'),
  load: ({ params: { accountId: id } }) => ({
    account: first(accountOfTimeline.bind({ id })),
    data: first(dataPermissionsAt.bind({ id })),
  }),
  required: { account: 'account.not_found' },
  item: eventView,
  view: (row, { loaded, locale }) => ({
    id: row.id,
    type: row.type,
    subject: { type: row.subjectType, id: row.subjectId },
    version: row.version,
    actor: { type: row.actorType, id: row.actorId, name: row.actorName && shownName(row.actorName, locale) },
    occurredAt: toInstant(row.occurredAt),
    data: mayReadData(row.type, (permission) => loaded.data?.reach[permission] === 1) ? row.data : {},
  }),
});

export const example: Example = {
  async request({ make }) {
    return { params: { accountId: String((await make('logInteraction')).accountId) } };
  },
  failures: {
    'account.not_found': () => ({ params: { accountId: 'acc_01kafxq0h3e7rvx8bm2s9t4c5d' } }),
  },
};
