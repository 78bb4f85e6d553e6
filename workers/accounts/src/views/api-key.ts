import { idField, instantField, lineField } from '@keyline/kernel';
import type { apiKeys } from '@keyline/schema';
import type { RecordState } from '@keyline/store';
import * as v from 'valibot';
import { instantOf } from '../domain/instants.ts';
import { record, stamps } from './record.ts';

type ApiKeyRow = RecordState<typeof apiKeys> & {
  readonly permissions: readonly string[];
  readonly lastUsedAt: number | null;
  readonly lastUsedFrom: string | null;
};

export const apiKeyView = v.pipe(
  v.strictObject({
    id: idField('api_key'),
    ...record,
    name: lineField(100, 'BOSS 同步'),
    permissions: v.array(v.pipe(v.string(), v.metadata({ examples: ['accounts.read'] }))),
    partnerId: v.pipe(v.nullable(idField('partner')), v.description('The partner in whose name it acts.')),
    expiresAt: v.nullable(instantField),
    ips: v.nullable(v.array(v.pipe(v.string(), v.metadata({ examples: ['192.0.2.0/24'] })))),
    revokedAt: v.nullable(instantField),
    overlapEndsAt: v.pipe(
      v.nullable(instantField),
      v.description('Until when the key from before the last rotation is good beside the present one.'),
    ),
    lastUsedAt: v.pipe(
      v.nullable(instantField),
      v.description('To within ten minutes. A use is no change: the version stays.'),
    ),
    lastUsedFrom: v.pipe(
      v.nullable(v.string()),
      v.description('The address of that use.'),
      v.metadata({ examples: ['192.0.2.10'] }),
    ),
  }),
  v.metadata({ ref: 'ApiKey' }),
);

/** A key in the answer that shows it. */
export const shownApiKeyView = v.strictObject({
  ...apiKeyView.pipe[0].entries,
  key: v.pipe(v.string(), v.metadata({ examples: ['kl_main_...'] })),
});

export function viewApiKey(row: ApiKeyRow) {
  return {
    id: row.id,
    ...stamps(row),
    name: row.name,
    permissions: row.permissions,
    partnerId: row.partnerId,
    expiresAt: instantOf(row.expiresAt),
    ips: row.ips,
    revokedAt: instantOf(row.revokedAt),
    overlapEndsAt: instantOf(row.overlapEndsAt),
    lastUsedAt: instantOf(row.lastUsedAt),
    lastUsedFrom: row.lastUsedFrom,
  };
}
