import { insertRow } from '@keyline/testkit';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Company } from '../testing/given-company.ts';
import { givenInterruptions } from '../testing/given-interruptions.ts';
import { newRole } from '../testing/people.ts';
import { count, eventsOf, type ProblemBody } from '../testing/records.ts';
import { openForSignIn, type Tokens } from '../testing/sign-in.ts';

const partnerId = 'par_01kafxq0h3e7rvx8bm2s9t4c5d';
const password = '泾渭 clear as day 9';

interface Invitation extends ProblemBody {
  readonly id: string;
  readonly userId: string;
  readonly partnerId: string | null;
  readonly token: string;
}

let company: Company;
let beforeCommit: (interruption: () => Promise<unknown>) => void;
beforeEach(async () => {
  ({ company, beforeCommit } = await givenInterruptions());
  await openForSignIn(company, '');
  await insertRow(company.database, 'partners', {
    ...{ tenant_id: company.tenantId, id: partnerId, version: 1, created_at: 0, updated_at: 0 },
    ...{ created_by: company.admin.id, name: '西安卓越通信代理', kind: 'agent', state: 'active' },
  });
});

const setState = (state: string) => company.database.execute('UPDATE partners SET state = ?', [state]);
const invite = (fields: object = {}) => {
  const body = { name: '孙丽', email: 'sun.li@example.cn', partnerId, roles: [], ...fields };
  return company.admin.request<Invitation>('POST', '/v1/invitations', { body });
};
const accept = (token: string) =>
  company.worker.request<Tokens & ProblemBody>('POST', '/v1/auth/invitations/accept', {
    body: { token, password },
  });

describe('somebody of a partner who is invited', () => {
  test('comes by the link and acts for the partner from then on, and only for it', async () => {
    const { id: roleId } = await newRole(company.admin, ['partners.read'], ['partner']);
    const { status, body } = await invite({ roles: [{ roleId }] });
    expect([status, body.partnerId]).toEqual([201, partnerId]);
    const accepted = await accept(body.token);
    expect(accepted.status).toBe(200);
    const me = await company.worker.request('GET', '/v1/me', { token: accepted.body.accessToken });
    expect(me.body).toMatchObject({ user: { partnerId }, roles: [{ dataScope: 'partner' }] });
    const [made] = await eventsOf(company, body.userId);
    expect(made?.data.changes).toMatchObject({ partnerId: [null, partnerId] });
  });

  test('is shown with the partner, one by one and in the list', async () => {
    const { body } = await invite();
    const one = await company.admin.request<Invitation>('GET', `/v1/invitations/${body.id}`);
    const all = await company.admin.request<{ data: Invitation[] }>('GET', '/v1/invitations');
    expect([one.body, ...all.body.data].map((shown) => shown.partnerId)).toEqual([partnerId, partnerId]);
  });

  test('holds roles for what is his own or his partner’s, and for nothing wider', async () => {
    const { id: roleId } = await newRole(company.admin, ['partners.read'], ['partner']);
    const refused = await invite({ roles: [{ roleId, dataScope: 'tenant' }] });
    expect([refused.status, refused.body.errors?.[0]?.code]).toEqual([422, 'partner_only']);
    const nobodys = await invite({ partnerId: undefined, roles: [{ roleId }] });
    expect(nobodys.body.errors?.[0]?.code).toBe('partner_required');
  });

  test('needs a partner that is there and not ended, also at the last moment', async () => {
    const unknown = await invite({ partnerId: 'par_01kafxq0h3e7rvx8bm2s9t4c5e' });
    expect(unknown.body.errors?.map(({ pointer }) => pointer)).toEqual(['/partnerId']);
    beforeCommit(() => setState('ended'));
    const late = await invite();
    expect([late.status, late.body.errors?.[0]?.pointer]).toEqual([422, '/partnerId']);
    expect(await count(company, 'invitations')).toBe(0);
  });
});

describe('a partner that cannot act', () => {
  test.each(['candidate', 'suspended', 'ended'])(
    'lets nobody in: %s; active again it does',
    async (state) => {
      const { token } = (await invite()).body;
      await setState(state);
      const refused = await accept(token);
      expect([refused.status, refused.body.code]).toEqual([409, 'invitation.partner_not_active']);
      expect(await count(company, 'sessions', `user_id <> '${company.admin.id}'`)).toBe(0);
      await setState('active');
      expect((await accept(token)).status).toBe(200);
    },
  );

  test('lets nobody in either when it is suspended between look and commit', async () => {
    const { token } = (await invite()).body;
    beforeCommit(() => setState('suspended'));
    expect((await accept(token)).body.code).toBe('invitation.partner_not_active');
    expect(await count(company, 'users', "status = 'invited'")).toBe(1);
  });

  test('gets no new link for its people once it has ended', async () => {
    const { id } = (await invite()).body;
    const resend = () => company.admin.request<ProblemBody>('POST', `/v1/invitations/${id}/actions/resend`);
    await setState('suspended');
    expect((await resend()).status).toBe(200);
    beforeCommit(() => setState('ended'));
    expect((await resend()).body.code).toBe('invitation.partner_ended');
  });
});
