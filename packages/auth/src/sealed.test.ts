import { expect, test } from 'vitest';
import { seal, unseal } from './sealed.ts';

const key = 'a key text of some forty random characters';

test.each([
  ['', ''],
  ['identity_provider idp_1', 'a secret'],
  ['身份提供方', '密钥 🔑 with\nlines'],
  ['long', 'x'.repeat(10_000)],
])('what was sealed in the context %j opens under the same key', async (context, text) => {
  expect(await unseal(key, context, await seal(key, context, text))).toBe(text);
});

test('the same text is never sealed the same way twice, and shows nothing of itself', async () => {
  const [one, other] = [await seal(key, 'c', 'secret'), await seal(key, 'c', 'secret')];
  expect(one).not.toBe(other);
  expect(one).toMatch(/^v1\.[\w-]{46}$/);
});

test.each([
  ['another key', 'another key text', 'totp usr_1'],
  ['another context', key, 'totp usr_2'],
])('under %s it stays shut', async (_, keyText, context) => {
  const sealed = await seal(key, 'totp usr_1', 'secret');
  await expect(unseal(keyText, context, sealed)).rejects.toThrow();
});

test('a changed bit, a missing end, another form are found out', async () => {
  const sealed = await seal(key, 'c', 'secret');
  const [mark, body = ''] = sealed.split('.');
  const flipped = body.startsWith('A') ? `B${body.slice(1)}` : `A${body.slice(1)}`;
  for (const wrong of [`${mark}.${flipped}`, sealed.slice(0, -2), `v2.${body}`, body, `${sealed}.`, '']) {
    await expect(unseal(key, 'c', wrong), wrong).rejects.toThrow();
  }
});
