import { messageOf } from '@keyline/testkit';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Company, givenCompany } from '../testing/given-company.ts';
import { newUser } from '../testing/people.ts';
import { eventsOf, type Json, type ProblemBody } from '../testing/records.ts';

let company: Company;
let message: ReturnType<typeof messageOf>;
let letterId: string;
beforeEach(async () => {
  company = await givenCompany();
  const [one, other] = [await newUser(company.admin), await newUser(company.admin)];
  const body = { userId: one.id, toUserId: other.id };
  await company.admin.request('POST', '/v1/handovers', { body });
  const [event] = await company.database.execute("SELECT * FROM events WHERE type = 'handover.started'");
  message = messageOf(event ?? {});
  await company.worker.deliver([message], { dead: true });
  letterId = String((await company.database.execute('SELECT id FROM dead_letters'))[0]?.id);
});

const shown = async () => (await company.admin.request<Json>('GET', `/v1/dead-letters/${letterId}`)).body;
const replay = () =>
  company.admin.request<Json & ProblemBody>('POST', `/v1/dead-letters/${letterId}/actions/replay`);
const reaction = async () => (await company.database.execute('SELECT * FROM reactions'))[0];

test('a dead letter says what could not be dealt with, by whom and why', async () => {
  expect(await shown()).toMatchObject({
    consumer: 'accounts',
    type: 'handover.started',
    eventId: message.eventId,
    state: 'dead',
    lastError: 'message.given_up',
    version: 1,
  });
});

describe('replaying', () => {
  test('makes it due at the relay in the same commit, once', async () => {
    expect(await replay()).toMatchObject({ status: 200, body: { state: 'replaying', version: 2 } });
    expect(await reaction()).toMatchObject({ state: 'sent', resend_at: 0 });
    expect(await replay()).toMatchObject({ status: 409, body: { code: 'dead_letter.not_dead' } });
  });

  test('ends it where it succeeds, and its story names who had it sent again', async () => {
    await replay();
    expect(await company.worker.deliver([message])).toEqual(['acknowledged']);
    expect(await shown()).toMatchObject({ state: 'done', version: 3 });
    expect(await reaction()).toMatchObject({ state: 'done', resend_at: null });
    expect((await eventsOf(company, letterId)).map(({ type, actorId }) => [type, actorId])).toEqual([
      ['dead_letter.kept', null],
      ['dead_letter.replayed', company.admin.id],
      ['dead_letter.settled', null],
    ]);
  });

  test('has it dead again where it fails again', async () => {
    await replay();
    await company.worker.deliver([message], { dead: true });
    expect(await shown()).toMatchObject({ state: 'dead', version: 3 });
    expect(await replay()).toMatchObject({ status: 200, body: { state: 'replaying' } });
  });
});

test('the list is filtered by consumer, type and state', async () => {
  const listed = async (query: string) =>
    (await company.admin.request<{ data: Json[] }>('GET', `/v1/dead-letters?${query}`)).body.data.length;
  expect(await listed('state=dead&consumer=accounts&type=handover.started')).toBe(1);
  for (const none of ['state=done', 'consumer=tickets', 'type=user.created']) {
    expect(await listed(none)).toBe(0);
  }
});

test('nobody sees them who may not', async () => {
  const colleague = await company.colleague('王磊', { permissions: ['audit.read'], scope: 'tenant' });
  expect((await colleague.request('GET', '/v1/dead-letters')).status).toBe(403);
  expect((await colleague.request('GET', `/v1/dead-letters/${letterId}`)).status).toBe(403);
});
