import { choiceField, idField, instantField, textField, toInstant, versionField } from '@keyline/kernel';
import { webhookDisabledReasons, type webhookEndpoints, webhookStates } from '@keyline/schema';
import type { RecordState } from '@keyline/store';
import * as v from 'valibot';

const fields = {
  id: idField('webhook_endpoint'),
  version: versionField,
  createdAt: instantField,
  updatedAt: instantField,
  createdBy: v.pipe(v.string(), v.metadata({ examples: ['usr_01kafxq0h3e7rvx8bm2s9t4c5d'] })),
  url: v.pipe(v.string(), v.metadata({ examples: ['https://boss.example.cn/keyline'] })),
  description: v.nullable(textField(500, 'BOSS 同步客户资料')),
  events: v.array(v.pipe(v.string(), v.metadata({ examples: ['account.*'] }))),
  state: choiceField(webhookStates),
  disabledReason: v.pipe(
    v.nullable(choiceField(webhookDisabledReasons)),
    v.description(
      'Null while it is active. by_user: by a change; gone: the receiver answered 410; failing: it failed for days.',
    ),
  ),
  formerSecretUntil: v.pipe(
    v.nullable(instantField),
    v.description(
      'Until then messages are signed with the former secret beside the new one; null: no overlap.',
    ),
  ),
};

export const webhookEndpointView = v.pipe(v.strictObject(fields), v.metadata({ ref: 'WebhookEndpoint' }));

export const webhookEndpointWithSecret = v.pipe(
  v.strictObject({
    ...fields,
    secret: v.pipe(
      v.string(),
      v.description('What signatures are made with, as Standard Webhooks writes it. Shown once.'),
      v.metadata({ examples: ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'] }),
    ),
  }),
  v.metadata({ ref: 'WebhookEndpointWithSecret' }),
);

/** An endpoint as administrators see it: never its secrets. */
export function viewWebhookEndpoint(row: RecordState<typeof webhookEndpoints>) {
  return {
    id: row.id,
    version: row.version,
    createdAt: toInstant(row.createdAt),
    updatedAt: toInstant(row.updatedAt),
    createdBy: row.createdBy,
    url: row.url,
    description: row.description,
    events: row.events,
    state: row.state,
    disabledReason: row.disabledReason,
    formerSecretUntil: row.overlapEndsAt === null ? null : toInstant(row.overlapEndsAt),
  };
}
