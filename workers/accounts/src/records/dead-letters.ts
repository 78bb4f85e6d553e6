import { deadLetters } from '@keyline/schema';
import { columns, deadLetterFields, statement, tenant, value } from '@keyline/store';
import { sql } from 'drizzle-orm';

export const deadLetterById = statement({
  values: ['id'],
  row: deadLetterFields,
  sql: sql`SELECT ${columns(deadLetterFields)} FROM ${deadLetters} WHERE ${deadLetters.tenantId} = ${tenant} AND ${deadLetters.id} = ${value('id')}`,
});
