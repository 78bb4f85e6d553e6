import { createTestClock, type TestClock } from '@keyline/testkit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { givenOffice, type Office } from '../testing/given-tenant.ts';
import { type Delivery, deliveriesOf, happened, type Inbox } from '../testing/happenings.ts';
import { type HttpReceiver, httpReceiver, isSigned } from '../testing/http-receiver.ts';

const minute = 60_000;
let clock: TestClock;
let office: Office;
let receivers: HttpReceiver[];
beforeEach(async () => {
  clock = createTestClock(Date.now());
  receivers = [];
  office = await givenOffice({ clock, bindings: { ATTEMPT_TIMEOUT_MS: '300', RECEIVERS: undefined } });
});
afterEach(() => {
  for (const receiver of receivers) receiver.stop();
});

interface Endpoint {
  readonly id: string;
  readonly secret: string;
  readonly state: string;
}

async function subscribe(events = ['account.*']) {
  const receiver = await httpReceiver();
  receivers.push(receiver);
  const body = { url: receiver.url, events };
  const endpoint = (await office.admin.request<Endpoint>('POST', '/v1/webhook-endpoints', { body })).body;
  const path = `/v1/webhook-endpoints/${endpoint.id}`;
  return {
    receiver,
    ...endpoint,
    path,
    deliveries: async () =>
      (await office.admin.request<{ data: Delivery[] }>('GET', `${path}/deliveries`)).body.data,
    now: async () => (await office.admin.request<Endpoint>('GET', path)).body,
  };
}

/** What the Worker does by itself: it reacts, and sends. */
async function pass(milliseconds = 0): Promise<void> {
  clock.advance(milliseconds);
  await office.worker.react();
  await office.worker.scheduled(clock.now());
}

test('an endpoint gets the events that it named, one feed item each, signed', async () => {
  const { receiver, secret, deliveries } = await subscribe();
  const data = { changes: { grade: ['C', 'A'] } };
  const id = await happened(office, 'account.changed', { data, actorId: office.admin.id });
  await happened(office, 'partner.created');
  await pass();
  expect(receiver.received).toHaveLength(1);
  const [message] = receiver.received;
  expect(JSON.parse(message?.body ?? '')).toMatchObject({
    id,
    type: 'account.changed',
    subject: { type: 'account' },
    version: null,
    actor: { type: 'user', id: office.admin.id },
    occurredAt: '2026-03-02T01:30:00.000Z',
    data,
  });
  expect(message && isSigned(message, secret)).toBe(true);
  expect(message && isSigned(message, 'whsec_AAAA')).toBe(false);
  const [delivery] = await deliveries();
  expect(delivery).toMatchObject({
    eventId: id,
    state: 'delivered',
    attempts: [{ status: 200, error: null }],
  });
  expect(message?.headers['webhook-id']).toBe(delivery?.messageId);
});

test('while a rotation overlaps, the former secret signs beside the new one', async () => {
  const { receiver, secret, path } = await subscribe();
  const body = { overlapSeconds: 3600 };
  const rotated = await office.admin.request<Endpoint>('POST', `${path}/actions/rotate`, { body });
  const signedBy = async () => {
    await happened(office, 'account.created');
    await pass();
    const last = receiver.received.at(-1);
    return [secret, rotated.body.secret].map((one) => last !== undefined && isSigned(last, one));
  };
  expect(await signedBy()).toEqual([true, true]);
  clock.advance(3600_000);
  expect(await signedBy()).toEqual([false, true]);
});

test('what fails comes again as the same message, until it arrives', async () => {
  const { receiver, deliveries } = await subscribe();
  receiver.answer(500, 302, 200);
  await happened(office, 'account.created');
  await pass();
  expect(await deliveries()).toMatchObject([
    { state: 'failed', reason: 'status', attempts: [{ status: 500 }] },
  ]);
  await pass(1000);
  expect(receiver.received).toHaveLength(1);
  await pass(minute);
  expect(await deliveries()).toMatchObject([{ state: 'failed', reason: 'redirect' }]);
  await pass(7 * minute);
  expect(await deliveries()).toMatchObject([
    {
      state: 'delivered',
      reason: null,
      nextAttemptAt: null,
      attempts: [{ status: 500 }, { status: 302 }, { status: 200 }],
    },
  ]);
  expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  await pass(86_400_000);
  expect(receiver.received).toHaveLength(3);
});

test('a receiver that hangs is left in time, and holds nobody else', async () => {
  const [hanging, prompt] = [await subscribe(), await subscribe()];
  hanging.receiver.answer(0);
  for (let i = 0; i < 12; i += 1) await happened(office, 'account.created');
  const started = performance.now();
  await pass();
  // Three rounds of four messages, 300 ms each; the clock of the Worker stands still meanwhile.
  expect(performance.now() - started).toBeLessThan(5000);
  expect(prompt.receiver.received).toHaveLength(12);
  const late = await hanging.deliveries();
  expect(late.every(({ state, reason }) => state === 'failed' && reason === 'timeout')).toBe(true);
  expect(late.map(({ attempts }) => attempts[0]?.status)).toEqual(Array.from({ length: 12 }, () => null));
});

test('a receiver that is gone is sent nothing more, and the administrators hear of it', async () => {
  const { receiver, deliveries, now, path } = await subscribe();
  await office.database.execute(
    "UPDATE roles SET key = 'administrator' WHERE id = (SELECT role_id FROM principal_roles WHERE principal_id = ?)",
    [office.admin.id],
  );
  receiver.answer(410);
  await happened(office, 'account.created');
  await pass();
  expect(await deliveries()).toMatchObject([{ state: 'dead', attempts: [{ status: 410 }] }]);
  expect(await now()).toMatchObject({ state: 'disabled', disabledReason: 'gone' });
  await happened(office, 'account.created');
  await pass();
  expect(receiver.received).toHaveLength(1);
  const inbox = (await office.admin.request<Inbox>('GET', '/v1/notifications')).body;
  expect(inbox).toMatchObject({ unread: 1, data: [{ title: 'A webhook endpoint was disabled' }] });
  expect(inbox.data[0]?.text).toContain(receiver.url);
  const [dead] = await deliveries();
  const redeliver = () => office.admin.request('POST', `/v1/deliveries/${dead?.id}/redeliver`);
  expect(await redeliver()).toMatchObject({ status: 409, body: { code: 'delivery.receiver_inactive' } });
  await office.admin.request('PATCH', path, { body: { state: 'active' } });
  receiver.answer(200);
  expect(await redeliver()).toMatchObject({ status: 202, body: { state: 'queued' } });
  await pass();
  expect(await deliveries()).toMatchObject([{ state: 'delivered', messageId: dead?.messageId }]);
});

test('what is sent anew wakes a sender at once', async () => {
  let woken = 0;
  const sendBatch = async () => {
    woken += 1;
  };
  office = await givenOffice({ clock, bindings: { RECEIVERS: undefined, DELIVERIES: { sendBatch } } });
  const { receiver, deliveries } = await subscribe();
  receiver.answer(500, 200);
  await happened(office, 'account.created');
  await pass();
  woken = 0;
  const [failed] = await deliveries();
  const path = `/v1/deliveries/${failed?.id}/redeliver`;
  const redeliver = () => office.admin.request('POST', path);
  expect(await redeliver()).toMatchObject({ status: 202, trips: 2, body: { state: 'queued' } });
  expect(woken).toBe(1);
  const unknown = '/v1/deliveries/del_01kafxq0h3e7rvx8bm2s9t4c5d/redeliver';
  expect(await office.admin.request('POST', unknown)).toMatchObject({ status: 404 });
  expect(woken).toBe(1);
  await pass();
  expect(receiver.received).toHaveLength(2);
});

test('one that fails for three days is disabled, unless something arrived meanwhile', async () => {
  const [failing, moody] = [await subscribe(), await subscribe()];
  failing.receiver.answer(503);
  moody.receiver.answer(503);
  await happened(office, 'account.created');
  await pass();
  for (let tries = 2; tries <= 10; tries += 1) {
    if (tries === 6) {
      moody.receiver.answer(200, 503);
      await happened(office, 'account.changed');
      await pass();
    }
    await pass(29 * 3600_000);
  }
  expect(await failing.now()).toMatchObject({ state: 'disabled', disabledReason: 'failing' });
  await pass(29 * 3600_000);
  const states = (await failing.deliveries()).map(({ state }) => state);
  expect(states.every((state) => state === 'dead')).toBe(true);
  expect(await moody.now()).toMatchObject({ state: 'active' });
});

test('a sender that dies between claim and outcome loses nothing: another takes over, as the same message', async () => {
  const { receiver, deliveries } = await subscribe();
  await happened(office, 'account.created');
  await office.worker.react();
  const claim = `UPDATE deliveries SET state = 'sending', claim = 'dead', next_at = ${clock.now() + minute}`;
  await office.database.execute(claim);
  await pass();
  expect(receiver.received).toHaveLength(0);
  await pass(minute);
  expect(receiver.received).toHaveLength(1);
  expect(await deliveries()).toMatchObject([{ state: 'delivered' }]);
});

test('two senders at once send nothing twice', async () => {
  const { receiver } = await subscribe();
  for (let i = 0; i < 20; i += 1) await happened(office, 'account.created');
  await office.worker.react();
  await Promise.all([1, 2, 3].map(() => office.worker.scheduled(clock.now())));
  expect(receiver.received).toHaveLength(20);
});

test('what is under way to an endpoint that was removed is given up', async () => {
  const { receiver, path } = await subscribe();
  await happened(office, 'account.created');
  await office.worker.react();
  await office.admin.request('DELETE', path);
  await pass();
  expect(receiver.received).toHaveLength(0);
  expect(await deliveriesOf(office)).toMatchObject([
    { state: 'dead', reason: 'endpoint_inactive', attempts: [] },
  ]);
});
