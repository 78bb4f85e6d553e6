import { endOfDay } from '@keyline/kernel';
import { interactions } from '@keyline/schema';
import {
  armDeadline,
  asBoolean,
  type Bound,
  type RecordState,
  statement,
  tenant,
  value,
} from '@keyline/store';
import { sql } from 'drizzle-orm';

/** The kind of deadline that watches over the next step of an interaction. */
export const nextStepKind = 'interaction.next_step';

/** Watches over the next step of an interaction where it has a day: until that day is over for the tenant. */
export function watchedNextStep(
  { id, accountId, nextStepOn }: RecordState<typeof interactions>,
  timeZone: string,
): Bound[] {
  if (nextStepOn === null) return [];
  const subject = { type: 'interaction', id };
  const dueAt = endOfDay(nextStepOn, timeZone);
  return [armDeadline({ worker: 'accounts', kind: nextStepKind, subject, accountId, dueAt })];
}

/** An interaction with its next step, and whether somebody has dealt with the account since. */
export const nextStepOf = statement({
  values: ['id'],
  row: { nextStep: interactions.nextStep, nextStepOn: interactions.nextStepOn, followed: asBoolean },
  sql: sql`SELECT ${interactions.nextStep} AS "nextStep", ${interactions.nextStepOn} AS "nextStepOn", EXISTS (SELECT 1 FROM ${interactions} l WHERE l.tenant_id = ${tenant} AND l.account_id = ${interactions.accountId} AND l.held_at > ${interactions.heldAt}) AS "followed" FROM ${interactions} WHERE ${interactions.tenantId} = ${tenant} AND ${interactions.id} = ${value('id')}`,
});
