import { idField, instantField, lineField, toInstant } from '@keyline/kernel';
import type { apiKeys } from '@keyline/schema';
import type { RecordState } from '@keyline/store';
import * as v from 'valibot';
import { accessTtlSeconds } from '../domain/refresh.ts';
import { record, stamps } from './record.ts';

type ApiKeyRow = RecordState<typeof apiKeys>;

export const apiKeyView = v.pipe(
  v.strictObject({
    id: idField('api_key'),
    ...record,
    name: lineField(100, 'BOSS 同步'),
    permissions: v.array(v.pipe(v.string(), v.metadata({ examples: ['accounts.read'] }))),
    expiresAt: v.nullable(instantField),
    ips: v.nullable(v.array(v.pipe(v.string(), v.metadata({ examples: ['192.0.2.10'] })))),
    revokedAt: v.nullable(instantField),
  }),
  v.metadata({ ref: 'ApiKey' }),
);

export function viewApiKey(row: ApiKeyRow, permissions: readonly string[]) {
  return {
    id: row.id,
    ...stamps(row),
    name: row.name,
    permissions,
    expiresAt: row.expiresAt === null ? null : toInstant(row.expiresAt),
    ips: row.ips,
    revokedAt: row.revokedAt === null ? null : toInstant(row.revokedAt),
  };
}

/** The answer to a sign-in or a refresh; the tokens are shown once. */
export const tokensView = v.pipe(
  v.strictObject({
    accessToken: v.pipe(v.string(), v.metadata({ examples: ['eyJhbGciOiJFZERTQSJ9...'] })),
    tokenType: v.literal('Bearer'),
    expiresIn: v.pipe(v.number(), v.description('Seconds.'), v.metadata({ examples: [accessTtlSeconds] })),
    refreshToken: v.pipe(v.string(), v.metadata({ examples: ['kr_main_...'] })),
  }),
  v.metadata({ ref: 'Tokens' }),
);
