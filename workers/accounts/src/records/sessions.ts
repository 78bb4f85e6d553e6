import { sessions } from '@keyline/schema';
import { columns, type Subject, statement, tenant, value } from '@keyline/store';
import { sql } from 'drizzle-orm';
import { instantOf } from '../domain/instants.ts';

export const sessionSubject: Subject<typeof sessions> = {
  type: 'session',
  table: sessions,
  accountOf: () => null,
  logged: ({ userId, address, userAgent, endedAt }) => ({
    userId,
    address,
    userAgent,
    endedAt: instantOf(endedAt),
  }),
};

const sessionRow = {
  id: sessions.id,
  version: sessions.version,
  createdAt: sessions.createdAt,
  updatedAt: sessions.updatedAt,
  createdBy: sessions.createdBy,
  userId: sessions.userId,
  address: sessions.address,
  userAgent: sessions.userAgent,
  endedAt: sessions.endedAt,
};

export const sessionById = statement({
  values: ['id'],
  row: sessionRow,
  sql: sql`SELECT ${columns(sessionRow)} FROM ${sessions} WHERE ${sessions.tenantId} = ${tenant} AND ${sessions.id} = ${value('id')}`,
});
