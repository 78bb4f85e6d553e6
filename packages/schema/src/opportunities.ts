import { primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { recordColumns } from './columns.ts';

/** Agents, suppliers and consultancies who bring leads. `principals.partnerId` names whose people and keys act. */
export const partners = sqliteTable(
  'partners',
  {
    ...recordColumns(),
    name: text('name').notNull(),
    kind: text('kind', { enum: ['agent', 'supplier', 'consultancy'] }).notNull(),
    state: text('state', { enum: ['candidate', 'active', 'suspended', 'ended'] }).notNull(),
    /** The user in charge of it. */
    ownerId: text('owner_id'),
    orgUnitId: text('org_unit_id'),
    contactName: text('contact_name'),
    phone: text('phone'),
    email: text('email'),
    note: text('note'),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);
