import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { newWebhookSecret, webhookHeaders } from './webhooks.ts';

const vectorsFile = new URL('../../../../shared/data/test-vectors/vectors.json', import.meta.url);

const absent = !existsSync(vectorsFile);
if (absent)
  console.warn(
    'The published example of Standard Webhooks is skipped: ../shared/data/test-vectors is absent.',
  );

// It lies beside the project where public data are at hand.
test.skipIf(absent)('signs as the published example of Standard Webhooks', () => {
  const { standard_webhooks: vector } = JSON.parse(readFileSync(vectorsFile, 'utf8'));
  const message = { id: vector.id, at: vector.timestamp * 1000 + 999, body: vector.payload };
  const headers = webhookHeaders([vector.secret], message);
  expect(headers).toEqual({
    'webhook-id': vector.id,
    'webhook-timestamp': String(vector.timestamp),
    'webhook-signature': vector.signature,
  });
  expect(webhookHeaders([vector.secret.replace('whsec_', '')], message)).toEqual(headers);
});

test('while a rotation overlaps, each secret signs on its own', () => {
  const [now, former] = [newWebhookSecret(), newWebhookSecret()];
  const message = { id: 'msg_1', at: 1_614_265_330_000, body: '{"name":"西安"}' };
  const signed = (secrets: string[]) => webhookHeaders(secrets, message)['webhook-signature'];
  expect(now).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect(now).not.toBe(former);
  expect(signed([now, former])).toBe(`${signed([now])} ${signed([former])}`);
  expect(signed([now])).not.toBe(signed([former]));
});

test('a secret without a key signs nothing', () => {
  expect(() => webhookHeaders(['whsec_'], { id: 'msg_1', at: 0, body: '' })).toThrow('holds no key');
});
