import { contacts, interactions } from '@keyline/schema';
import { columns, type Subject, statement, tenant, value } from '@keyline/store';
import { sql } from 'drizzle-orm';
import { ownFields, viewInteraction } from '../views.ts';

export const interactionSubject: Subject<typeof interactions> = {
  type: 'interaction',
  table: interactions,
  accountOf: (row) => row.accountId,
  logged: (row) => ownFields(viewInteraction(row)),
};

export const interactionRow = {
  id: interactions.id,
  version: interactions.version,
  createdAt: interactions.createdAt,
  updatedAt: interactions.updatedAt,
  createdBy: interactions.createdBy,
  accountId: interactions.accountId,
  contactId: interactions.contactId,
  kind: interactions.kind,
  heldAt: interactions.heldAt,
  summary: interactions.summary,
  nextStep: interactions.nextStep,
  nextStepOn: interactions.nextStepOn,
};

/** An interaction of this account, by id: its visibility is the account's. */
export const interactionOfAccount = statement({
  values: ['accountId', 'interactionId'],
  row: interactionRow,
  sql: sql`SELECT ${columns(interactionRow)} FROM ${interactions} WHERE ${interactions.tenantId} = ${tenant} AND ${interactions.id} = ${value('interactionId')} AND ${interactions.accountId} = ${value('accountId')}`,
});

/** A contact of this account, by id: its visibility is the account's. */
export const contactOfAccount = statement({
  values: ['accountId', 'contactId'],
  row: { id: contacts.id },
  sql: sql`SELECT ${contacts.id} AS "id" FROM ${contacts} WHERE ${contacts.tenantId} = ${tenant} AND ${contacts.id} = ${value('contactId')} AND ${contacts.accountId} = ${value('accountId')} AND ${contacts.removedAt} IS NULL`,
});
