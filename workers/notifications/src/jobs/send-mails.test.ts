import { createLink } from '@keyline/auth';
import { type MailReceiver, mailReceiver } from '@keyline/channels/testing/mail-receiver';
import { nodeConnect } from '@keyline/channels/testing/node-connect';
import { newId } from '@keyline/kernel';
import { createTestClock, insertRow, linkKey, type TestClock, workerUnderTest } from '@keyline/testkit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { domain } from '../app.ts';
import { givenOffice, type Office } from '../testing/given-tenant.ts';
import { deliveriesOf, happened } from '../testing/happenings.ts';

let clock: TestClock;
let receiver: MailReceiver;
let office: Office;
let bindings: Readonly<Record<string, unknown>>;
beforeEach(async () => {
  clock = createTestClock(Date.now());
  receiver = await mailReceiver();
  bindings = {
    SMTP_URL: `smtp://127.0.0.1:${receiver.port}?tls=off`,
    MAIL_FROM: 'Keyline <keyline@example.cn>',
    PUBLIC_URL: 'https://crm.example.cn/',
    MAIL_CONNECT: nodeConnect,
  };
  office = await givenOffice({ clock, bindings });
});
afterEach(() => receiver.stop());

async function invited(name: string, locale: string | null = null) {
  const [userId, id] = [newId('user'), newId('invitation')];
  const stamps = {
    tenant_id: office.tenant.tenantId,
    version: 1,
    created_at: 0,
    updated_at: 0,
    created_by: 'test',
  };
  const email = `${userId}@example.cn`;
  const user = { id: userId, name, email, email_key: email, status: 'invited', locale };
  await insertRow(office.database, 'users', { ...stamps, ...user });
  const link = {
    user_id: userId,
    state: 'pending',
    secret_hash: 'x',
    round: 1,
    expires_at: clock.now() + 60_000,
  };
  await insertRow(office.database, 'invitations', { ...stamps, id, ...link });
  const data = { changes: { round: [null, 1] } };
  await happened(office, 'invitation.created', { subjectId: id, actorId: office.admin.id, data });
  return { id, email, userId };
}

test('who is invited gets the link that was made for him, in his language', async () => {
  const { id, email } = await invited('张伟 <b>', 'zh-CN');
  await office.worker.react();
  await office.worker.scheduled(clock.now());
  const [mail] = receiver.mails;
  const place = { cell: 'main', tenantId: office.tenant.tenantId, id, round: 1 };
  const link = `https://crm.example.cn/accept-invitation#${createLink(linkKey, 'invitation', place).token}`;
  expect(mail).toMatchObject({
    from: { name: 'Keyline', address: 'keyline@example.cn' },
    to: [{ address: email }],
    subject: expect.stringMatching(/^“Tenant .*”邀请您加入 Keyline$/),
  });
  expect(mail?.text).toContain(`张伟 <b>，您好！`);
  expect(mail?.text).toContain(link);
  expect(mail?.html).toContain(`href="${link}"`);
  expect(mail?.html).toContain('张伟 &lt;b&gt;，您好！');
  const [delivery] = await deliveriesOf(office);
  expect(delivery).toMatchObject({ state: 'delivered', channel: 'email', attempts: [{ status: 250 }] });
  expect(mail?.messageId).toBe(`<${delivery?.messageId}@example.cn>`);
});

test('mails wait while there is no server, and leave when there is one', async () => {
  const unset = await workerUnderTest(domain, office.database, { clock });
  await invited('王磊');
  await unset.react();
  await unset.scheduled(clock.now());
  expect(await deliveriesOf(office)).toMatchObject([
    { state: 'queued', reason: 'not_configured', attempts: [] },
  ]);
  await office.worker.scheduled(clock.now());
  expect(receiver.mails).toHaveLength(1);
  expect(receiver.mails[0]?.subject).toMatch(/invites you to Keyline$/);
});

test('a link that has expired, or whose user is blocked, is mailed to nobody', async () => {
  await invited('王磊');
  const { userId } = await invited('赵敏');
  await office.worker.react();
  await office.database.execute("UPDATE users SET status = 'blocked' WHERE id = ?", [userId]);
  await office.worker.scheduled(clock.now());
  expect(receiver.mails).toHaveLength(1);
  await invited('孙丽');
  await office.worker.react();
  clock.advance(60_000);
  await office.worker.scheduled(clock.now());
  expect(receiver.mails).toHaveLength(1);
  const reasons = (await deliveriesOf(office)).map(({ reason }) => reason);
  expect(new Set(reasons)).toEqual(new Set(['expired', 'receiver_gone', null]));
});

test('a server that is away for a while gets the mail later', async () => {
  await invited('王磊');
  await office.worker.react();
  await receiver.stop();
  await office.worker.scheduled(clock.now());
  expect(await deliveriesOf(office)).toMatchObject([{ state: 'failed', reason: 'unreachable' }]);
  receiver = await mailReceiver();
  const moved = { ...bindings, SMTP_URL: `smtp://127.0.0.1:${receiver.port}?tls=off` };
  clock.advance(40_000);
  await (await workerUnderTest(domain, office.database, { clock, bindings: moved })).scheduled(clock.now());
  expect(receiver.mails).toHaveLength(1);
});
