import { throttles } from '@keyline/schema';
import { type SQL, sql } from 'drizzle-orm';
import { must } from './must.ts';
import { asNumber, type Bound, principal, statement, tenant, value } from './statement.ts';

/** How failures become waiting. */
export interface Pace {
  /** Failures that cost no time. After the last of them an attempt waits 1 s, then 2 s, 4 s, up to 15 min. */
  readonly free: number;
  /** Milliseconds after which one failure is forgiven. */
  readonly forgiveMs: number;
}

/** One count that an attempt is held against. */
export interface Count {
  readonly key: string;
  readonly pace: Pace;
}

const firstWaitMs = 1000;
const longestWaitMs = 15 * 60_000;

/** Values that a counting statement takes beside its key. */
export const countingValues = ['now', 'free', 'forgive'] as const;

/** Counts one failure under the key: written so that of parallel ones none is lost. */
export function countingOf(key: SQL): SQL {
  const now = value('now');
  const left = sql`(SELECT t.failures - max(0, ${now} - t.counted_at) / ${value('forgive')} FROM ${throttles} t WHERE t.key = ${key})`;
  const counted = sql`SELECT 1 + max(0, coalesce(${left}, 0)) AS f`;
  const grown = sql`min(${longestWaitMs}, ${firstWaitMs} << min(f - ${value('free')}, 20))`;
  const until = sql`CASE WHEN f < ${value('free')} THEN 0 ELSE ${now} + ${grown} END`;
  return sql`INSERT OR REPLACE INTO ${throttles} (key, failures, counted_at, blocked_until, forgotten_at) SELECT ${key}, f, ${now}, ${until}, ${now} + f * ${value('forgive')} FROM (${counted})`;
}

/** Forgets the failures under the key. */
export function clearingOf(key: SQL): SQL {
  return sql`DELETE FROM ${throttles} WHERE ${throttles.key} = ${key}`;
}

/** Until when attempts under any of these keys (a list, or a statement of one column) are refused; 0: not at all. */
export function blockedUntil(keys: SQL): SQL {
  return sql`(SELECT coalesce(max(${throttles.blockedUntil}), 0) FROM ${throttles} WHERE ${throttles.key} IN (${keys}))`;
}

/** The key of a user's count for this purpose, as `principalKey` of SQL makes it. */
export function userKey(purpose: string, tenantId: string, userId: string): string {
  return `${purpose} ${tenantId} ${userId}`;
}

const principalKey = sql`(${value('purpose')} || ' ' || ${tenant} || ' ' || ${principal})`;

/** Until when the caller's own attempts are refused. */
export const ownBlockedUntil = statement({
  values: ['purpose'],
  row: { blockedUntil: asNumber },
  sql: sql`SELECT ${blockedUntil(principalKey)} AS "blockedUntil"`,
});

const ownMustBeFree = must(['purpose', 'now'], sql`${blockedUntil(principalKey)} <= ${value('now')}`);
const ownCounting = statement({ values: ['purpose', ...countingValues], sql: countingOf(principalKey) });
const ownClearing = statement({ values: ['purpose'], sql: clearingOf(principalKey) });

/** What an attempt of the caller itself writes: refused at the commit when others have used up what was free. */
export function ownAttempt(
  outcome: 'failed' | 'passed',
  { purpose, pace, now }: { readonly purpose: string; readonly pace: Pace; readonly now: number },
): { readonly musts: readonly Bound[]; readonly also: readonly Bound[] } {
  const written =
    outcome === 'passed'
      ? ownClearing.bind({ purpose })
      : ownCounting.bind({ purpose, now, free: pace.free, forgive: pace.forgiveMs });
  return { musts: [ownMustBeFree.bind({ purpose, now })], also: [written] };
}
