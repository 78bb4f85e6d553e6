import { partners } from '@keyline/schema';
import { type Bound, must, statement, tenant, value } from '@keyline/store';
import { sql } from 'drizzle-orm';

/** A partner, for whoever is to act in its name. */
export const partnerById = statement({
  values: ['id'],
  row: { state: partners.state },
  sql: sql`SELECT ${partners.state} AS "state" FROM ${partners} WHERE ${partners.tenantId} = ${tenant} AND ${partners.id} = ${value('id')}`,
});

/** Whether people and keys can be added to it. */
export function isOpen(partner: { readonly state: string } | undefined): boolean {
  return partner !== undefined && partner.state !== 'ended';
}

const mustBeOpen = must(
  ['id'],
  sql`SELECT ${partners.state} <> 'ended' FROM ${partners} WHERE ${partners.tenantId} = ${tenant} AND ${partners.id} = ${value('id')}`,
);

/** At the commit: people can still be added to the partner. Nothing where none is named. */
export function partnerMusts(partnerId: string | null): Bound[] {
  return partnerId === null ? [] : [mustBeOpen.bind({ id: partnerId })];
}
