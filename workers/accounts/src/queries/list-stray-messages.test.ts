import { newId } from '@keyline/kernel';
import { insertRow } from '@keyline/testkit';
import { expect, test, vi } from 'vitest';
import { givenCompany } from '../testing/given-company.ts';

interface Listed {
  readonly data: readonly { readonly messageId: string; readonly body: unknown }[];
  readonly nextCursor: string | null;
}
const path = '/v1/dead-letters/stray-messages';

test('what cannot be read is listed without what it says, and what names the tenant with it; nothing of others', async () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => {});
  const company = await givenCompany();
  await company.worker.deliver(['garbage of somebody']);
  said.mockRestore();
  const stray = (messageId: string, tenantId: string) =>
    insertRow(company.database, 'stray_messages', {
      ...{ queue: 'accounts', message_id: messageId, reason: 'unknown_event', attempts: 1, kept_at: 0 },
      body: JSON.stringify({ tenantId, eventId: 'evt_1' }),
    });
  await stray('ours', company.tenantId);
  await stray('theirs', newId('tenant'));
  const { body, trips } = await company.admin.request<Listed>('GET', path);
  expect([body, trips]).toMatchObject([
    {
      data: [
        { reason: 'unreadable', body: null },
        { messageId: 'ours', body: { tenantId: company.tenantId } },
      ],
      nextCursor: null,
    },
    1,
  ]);
  const narrow = await company.colleague('王磊', { permissions: ['dead_letters.read'], scope: 'own' });
  expect((await narrow.request<Listed>('GET', path)).body.data).toEqual([]);
});

test('more than a page is walked to its end, each once', async () => {
  const company = await givenCompany();
  for (let at = 0; at < 101; at += 1) {
    const message = {
      queue: 'accounts',
      message_id: `m${at}`,
      reason: 'unreadable',
      body: '{"cut',
      attempts: 1,
    };
    await insertRow(company.database, 'stray_messages', { ...message, kept_at: at });
  }
  const first = (await company.admin.request<Listed>('GET', path)).body;
  const rest = (await company.admin.request<Listed>('GET', `${path}?cursor=${first.nextCursor}`)).body;
  expect([first.data.length, rest.data.map(({ messageId }) => messageId), rest.nextCursor]).toEqual([
    100,
    ['m100'],
    null,
  ]);
});
