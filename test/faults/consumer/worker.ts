import { createWorker, reaction } from '@keyline/http';
import { accounts, reactions } from '@keyline/schema';
import { asNumber, columns, fact, first, statement, tenant, value } from '@keyline/store';
import { sql } from 'drizzle-orm';

const accountRow = { name: accounts.name };
const account = statement({
  values: ['id'],
  row: accountRow,
  sql: sql`SELECT ${columns(accountRow)} FROM ${accounts} WHERE ${accounts.tenantId} = ${tenant} AND ${accounts.id} = ${value('id')}`,
});

const failures = statement({
  values: ['eventId'],
  row: { attempts: asNumber },
  sql: sql`SELECT ${reactions.attempts} AS "attempts" FROM ${reactions} WHERE ${reactions.tenantId} = ${tenant} AND ${reactions.consumer} = 'notifications' AND ${reactions.eventId} = ${value('eventId')}`,
});

/**
 * In the place of notifications: notes in the log each account that it was told of. It cannot stand one whose name
 * begins with 毒, fails twice at 难, and sends itself garbage at 乱.
 */
const noteAccount = reaction({
  on: '*',
  load: ({ subjectId, eventId }) => ({
    account: first(account.bind({ id: subjectId })),
    failures: first(failures.bind({ eventId })),
  }),
  async decide({ loaded, event, moment, runtime }) {
    if (event.type !== 'account.created') return undefined;
    const name = loaded.account?.name ?? '';
    if (name.startsWith('毒')) throw new Error('poison');
    if (name.startsWith('难') && (loaded.failures?.attempts ?? 0) < 2) throw new Error('not yet');
    if (name.startsWith('乱')) await runtime.queues?.notifications.sendBatch([{ body: { garbage: name } }]);
    const told = { subjectType: 'account', subjectId: event.subjectId, accountId: event.subjectId, data: {} };
    return { facts: [fact(moment, { type: 'account.changed', ...told })] };
  },
});

export default createWorker({
  name: 'notifications',
  jobs: [],
  reactions: [noteAccount],
  operations: [],
});
