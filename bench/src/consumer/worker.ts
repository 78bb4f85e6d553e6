import { createWorker, reaction } from '@keyline/http';
import { accounts } from '@keyline/schema';
import { columns, first, statement, tenant, value } from '@keyline/store';
import { sql } from 'drizzle-orm';

const row = { name: accounts.name };
const account = statement({
  values: ['id'],
  row,
  sql: sql`SELECT ${columns(row)} FROM ${accounts} WHERE ${accounts.tenantId} = ${tenant} AND ${accounts.id} = ${value('id')}`,
});

/** In the place of notifications: the least that a reaction does, which is to look and to note that it took place. */
const look = reaction({
  on: '*',
  load: ({ subjectId }) => ({ account: first(account.bind({ id: subjectId })) }),
  decide: () => undefined,
});

export default createWorker({ name: 'notifications', jobs: [], reactions: [look], operations: [] });
