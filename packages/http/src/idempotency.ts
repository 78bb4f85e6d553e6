import { ProblemError, refuseCommon } from '@keyline/kernel';
import { idempotency } from '@keyline/schema';
import { columns, type FirstAnswer, first, statement, tenant, value } from '@keyline/store';
import { sql } from 'drizzle-orm';
import { inputError } from './input-errors.ts';
import type { Incoming } from './operation.ts';
import type { Outcome } from './respond.ts';

const row = {
  fingerprint: idempotency.fingerprint,
  status: idempotency.status,
  headers: idempotency.headers,
  body: idempotency.body,
};

const answerByKey = statement({
  values: ['caller', 'key'],
  row,
  sql: sql`SELECT ${columns(row)} FROM ${idempotency} WHERE ${idempotency.tenantId} = ${tenant} AND ${idempotency.caller} = ${value('caller')} AND ${idempotency.key} = ${value('key')}`,
});

export type KnownAnswer = ReturnType<typeof answerByKey.decode>;

/** A request that may be repeated: whose it is, under which key, and what exactly was asked. */
export interface Repeatable {
  readonly caller: string;
  readonly key: string;
  readonly fingerprint: string;
}

/** Reads the Idempotency-Key (1 to 255 visible ASCII characters); undefined when there is none. */
export async function repeatableOf(
  incoming: Incoming,
  caller: string,
  raw: string,
): Promise<Repeatable | undefined> {
  const key = incoming.request.headers.get('Idempotency-Key');
  if (key === null) return undefined;
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) {
    const errors = [inputError('/header/Idempotency-Key', 'idempotency_key')];
    throw new ProblemError(refuseCommon('request.invalid', { errors }));
  }
  const { request, url } = incoming;
  const asked = new TextEncoder().encode([request.method, url.pathname, url.search, raw].join('\n'));
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', asked));
  const fingerprint = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return { caller, key, fingerprint };
}

export function answerLoad(repeatable: Repeatable | undefined) {
  return repeatable && first(answerByKey.bind({ caller: repeatable.caller, key: repeatable.key }));
}

/** The first answer once more; 422 when the key was used for something else. */
export function replay(
  repeatable: Repeatable | undefined,
  known: KnownAnswer | undefined,
): Outcome | undefined {
  if (repeatable === undefined || known === undefined) return undefined;
  if (known.fingerprint !== repeatable.fingerprint) {
    throw new ProblemError(refuseCommon('request.key_reused'));
  }
  const headers = { ...known.headers, 'Idempotency-Replayed': 'true' };
  return { status: known.status, headers, body: known.body };
}

/** What is kept of the first answer: all but its secrets, which are shown once. */
export function firstAnswer(
  repeatable: Repeatable | undefined,
  answer: Outcome,
  secrets: readonly string[],
  nowMs: number,
): FirstAnswer | undefined {
  if (repeatable === undefined) return undefined;
  return {
    ...repeatable,
    status: answer.status,
    headers: { ...answer.headers },
    body: withoutSecrets(answer.body, secrets),
    createdAt: nowMs,
  };
}

function withoutSecrets(body: string | null, secrets: readonly string[]): string | null {
  if (body === null || secrets.length === 0) return body;
  const kept = Object.entries(JSON.parse(body) as Record<string, unknown>).filter(
    ([name]) => !secrets.includes(name),
  );
  return JSON.stringify(Object.fromEntries(kept));
}
