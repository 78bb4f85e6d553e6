import { type Example, list } from '@keyline/http';
import { idField, instantField, toInstant } from '@keyline/kernel';
import { apiKeys, events, users } from '@keyline/schema';
import { asText, first, tenant } from '@keyline/store';
import { sql } from 'drizzle-orm';
import * as v from 'valibot';
import { some } from '../problems.ts';
import { visibleAccount } from '../records/accounts.ts';

const accountOfTimeline = visibleAccount('accounts.read');
const accountForContacts = visibleAccount('contacts.read');
const accountForTeam = visibleAccount('team.read');
const accountForInteractions = visibleAccount('interactions.read');

const eventView = v.pipe(
  v.strictObject({
    id: idField('event'),
    type: v.pipe(v.string(), v.metadata({ examples: ['account.changed'] })),
    subject: v.strictObject({
      type: v.pipe(v.string(), v.metadata({ examples: ['account'] })),
      id: v.pipe(v.string(), v.metadata({ examples: ['acc_01kafxq0h3e7rvx8bm2s9t4c5d'] })),
    }),
    version: v.nullable(v.pipe(v.number(), v.metadata({ examples: [2] }))),
    actor: v.strictObject({
      type: v.picklist(['user', 'api_key', 'system', 'anonymous']),
      id: v.nullable(v.string()),
      name: v.nullable(v.pipe(v.string(), v.metadata({ examples: ['王磊'] }))),
    }),
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
    computed: sql`coalesce((SELECT u.name FROM ${users} u WHERE u.tenant_id = ${tenant} AND u.id = a.actor_id), (SELECT k.name FROM ${apiKeys} k WHERE k.tenant_id = ${tenant} AND k.id = a.actor_id)) AS "actorName"`,
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
    contact: first(accountForContacts.bind({ id })),
    interaction: first(accountForInteractions.bind({ id })),
    team_member: first(accountForTeam.bind({ id })),
  }),
  required: { account: 'account.not_found' },
  item: eventView,
  view: (row, { loaded }) => ({
    id: row.id,
    type: row.type,
    subject: { type: row.subjectType, id: row.subjectId },
    version: row.version,
    actor: { type: row.actorType, id: row.actorId, name: row.actorName },
    occurredAt: toInstant(row.occurredAt),
    data: isReadable(row.subjectType, loaded) ? row.data : {},
  }),
});

const belongings = ['contact', 'interaction', 'team_member'] as const;
type Belonging = (typeof belongings)[number];

/** What an event says of what belongs to the account is for those who may read such things of this account. */
function isReadable(
  subjectType: string,
  rights: { readonly [subject in Belonging]: { readonly permitted: boolean } | undefined },
): boolean {
  const belonging = belongings.find((type) => type === subjectType);
  return belonging === undefined || rights[belonging]?.permitted === true;
}

export const example: Example = {
  async request({ make }) {
    return { params: { accountId: String((await make('logInteraction')).accountId) } };
  },
  failures: {
    'account.not_found': () => ({ params: { accountId: 'acc_01kafxq0h3e7rvx8bm2s9t4c5d' } }),
  },
};
