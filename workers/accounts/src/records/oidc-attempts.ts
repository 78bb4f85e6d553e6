import { identityLinks, oidcAttempts, users } from '@keyline/schema';
import { type Bound, columns, must, statement, tenant, update, value } from '@keyline/store';
import { type SQL, sql } from 'drizzle-orm';
import { toChange, userChanging } from './users.ts';

/** How long somebody may take at the provider. */
export const attemptTtlMs = 10 * 60_000;

const attemptRow = {
  bindingHash: oidcAttempts.bindingHash,
  providerId: oidcAttempts.providerId,
  redirectUri: oidcAttempts.redirectUri,
  expiresAt: oidcAttempts.expiresAt,
};

export const attemptByState = statement({
  values: ['stateHash'],
  row: attemptRow,
  sql: sql`SELECT ${columns(attemptRow)} FROM ${oidcAttempts} WHERE ${oidcAttempts.tenantId} = ${tenant} AND ${oidcAttempts.stateHash} = ${value('stateHash')}`,
});

/** Longer than a provider is waited for; a request that dies leaves the attempt to the next one after it. */
const claimMs = 45_000;

/** At the commit: nobody else is finishing this sign-in. */
export const mustBeFree = must(
  ['stateHash', 'now'],
  sql`EXISTS (SELECT 1 FROM ${oidcAttempts} oa WHERE oa.tenant_id = ${tenant} AND oa.state_hash = ${value('stateHash')} AND oa.claimed_until <= ${value('now')})`,
);

/** Takes an attempt to oneself: providers punish a code that comes twice by taking back what they gave for it. */
export function claimAttempt(stateHash: string, now: number): Bound {
  return update(oidcAttempts, { stateHash }, { claimedUntil: now + claimMs });
}

/** Leaves an attempt to the next request. */
export function releaseAttempt(stateHash: string): Bound {
  return update(oidcAttempts, { stateHash }, { claimedUntil: 0 });
}

/** At the commit: nobody has finished this sign-in meanwhile. */
export const mustBeUnfinished = must(
  ['stateHash'],
  sql`EXISTS (SELECT 1 FROM ${oidcAttempts} oa WHERE oa.tenant_id = ${tenant} AND oa.state_hash = ${value('stateHash')})`,
);

export const finishAttempt = statement({
  values: ['stateHash'],
  sql: sql`DELETE FROM ${oidcAttempts} WHERE ${oidcAttempts.tenantId} = ${tenant} AND ${oidcAttempts.stateHash} = ${value('stateHash')}`,
});

function linked(what: SQL): SQL {
  return sql`SELECT ${what} FROM ${identityLinks} il WHERE il.tenant_id = ${tenant} AND il.provider_id = ${value('providerId')}`;
}

/** The user who is this person of the provider. */
export const linkedUser = statement({
  values: ['providerId', 'subject'],
  row: userChanging,
  sql: toChange(sql`(${linked(sql`il.user_id`)} AND il.subject = ${value('subject')})`),
});

const idByEmail = sql`(SELECT eu.id FROM ${users} eu WHERE eu.tenant_id = ${tenant} AND eu.email_key = ${value('emailKey')})`;

/** The user with this e-mail. */
export const userOfEmail = statement({
  values: ['emailKey'],
  row: userChanging,
  sql: toChange(idByEmail),
});

/** Whom the provider calls the user with this e-mail, when he has signed in by it before. */
export const subjectOfEmail = statement({
  values: ['providerId', 'emailKey'],
  row: { subject: identityLinks.subject },
  sql: sql`${linked(sql`il.subject AS "subject"`)} AND il.user_id = ${idByEmail}`,
});
