import { totpCode } from '@keyline/auth';
import { nameParty, tenantStore } from '@keyline/store';
import { clientSecret, realProvider, redirectUri } from '@keyline/worker-accounts/testing/oidc-provider';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { founding, signIn, startTestStack, temporaryDirectory } from '../stack/temporary-stack.ts';
import { type Ask, callerAt, granted } from './caller.ts';

// One stack, and the steps of one story: each stands on the one before.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

interface Tokens {
  readonly accessToken: string;
}
interface Me {
  readonly user: { readonly id: string };
  readonly tenant: { readonly id: string };
  readonly roles: readonly { readonly key: string; readonly dataScope: string }[];
}
type Made = { readonly id: string; readonly [member: string]: unknown };

let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
let stack: Awaited<ReturnType<typeof startTestStack>>;
let admin: Ask;
beforeAll(async () => {
  directory = await temporaryDirectory();
  stack = await startTestStack(directory.path);
  await granted(callerAt(stack.url)('POST', '/v1/tenants', founding));
  admin = callerAt(stack.url, await signIn(stack.url));
});
afterAll(async () => {
  await stack.stop();
  await directory.remove();
});

const password = '渭水 south wind 66';

async function roleId(key: string): Promise<string> {
  const { data } = await granted(admin<{ data: Made[] }>('GET', `/v1/roles?key=${key}`));
  return data[0]?.id ?? '';
}

/** Invites somebody as an account manager; he comes by the link and is signed in. */
async function invited(name: string, email: string): Promise<{ ask: Ask; token: string; id: string }> {
  const roles = [{ roleId: await roleId('account_manager') }];
  const invitation = await granted(
    admin<{ token: string }>('POST', '/v1/invitations', { name, email, roles }),
  );
  const accept = { token: invitation.token, password };
  const { accessToken: token } = await granted(
    callerAt(stack.url)<Tokens>('POST', '/v1/auth/invitations/accept', accept),
  );
  const ask = callerAt(stack.url, token);
  return { ask, token, id: (await granted(ask<Me>('GET', '/v1/me'))).user.id };
}

const credentials = (email: string, further: object = {}) => ({
  grantType: 'password',
  tenant: founding.slug,
  email,
  password,
  ...further,
});

let wei: Awaited<ReturnType<typeof invited>>;
let yang: Awaited<ReturnType<typeof invited>>;
let account: Made;

test('who is invited comes by the link and is an account manager, for his own and his teams', async () => {
  wei = await invited('张伟', 'zhang.wei@example.cn');
  yang = await invited('刘洋', 'liu.yang@example.cn');
  const { roles } = await granted(wei.ask<Me>('GET', '/v1/me'));
  expect(roles.map(({ key, dataScope }) => `${key} ${dataScope}`).sort()).toEqual([
    'account_manager own',
    'account_manager team',
  ]);
  account = await granted(
    wei.ask<Made>('POST', '/v1/accounts', { name: '西安国际港务区', kind: 'government' }),
  );
  expect((await yang.ask('GET', `/v1/accounts/${account.id}`)).status).toBe(404);
});

test('with a second factor the password alone lets nobody in', async () => {
  const begun = await granted(wei.ask<{ secret: string }>('POST', '/v1/auth/totp', { password }));
  const code = (steps: number) => totpCode(begun.secret, Date.now() + steps * 30_000);
  await granted(wei.ask('POST', '/v1/auth/totp/actions/confirm', { code: code(-1) }));
  const anyone = callerAt(stack.url);
  const alone = await anyone<{ code: string }>('POST', '/v1/auth/token', credentials('zhang.wei@example.cn'));
  expect([alone.status, alone.body.code]).toEqual([401, 'auth.second_factor_required']);
  const both = credentials('zhang.wei@example.cn', { code: code(0) });
  expect((await anyone('POST', '/v1/auth/token', both)).status).toBe(200);
  const again = await anyone<{ code: string }>('POST', '/v1/auth/token', both);
  expect([again.status, again.body.code]).toEqual([422, 'auth.wrong_code']);
});

test('what a role allows is felt at the next request', async () => {
  const id = await roleId('account_manager');
  const { permissions } = await granted(admin<{ permissions: string[] }>('GET', `/v1/roles/${id}`));
  const change = (held: string[]) => granted(admin('PATCH', `/v1/roles/${id}`, { permissions: held }));
  await change(permissions.filter((key) => key !== 'accounts.create'));
  const more = { name: '西安高新医院', kind: 'institution' };
  expect((await wei.ask('POST', '/v1/accounts', more)).status).toBe(403);
  await change(permissions);
  expect((await wei.ask('POST', '/v1/accounts', more)).status).toBe(201);
});

test('who stands in for an absent colleague sees what an approval names to him, and no longer', async () => {
  const other = await granted(admin<Made>('POST', '/v1/accounts', { name: '长安大学', kind: 'institution' }));
  const { tenant, user } = await granted(admin<Me>('GET', '/v1/me'));
  const naming = {
    subject: { type: 'account', id: other.id },
    accountId: other.id,
    reason: 'approval' as const,
    causeId: 'tsk_approval',
    openedAt: 0,
  };
  const store = tenantStore({ url: stack.databaseUrl }, tenant.id, user.id);
  await store.commit({ changes: [], also: [nameParty(naming, { userId: wei.id })] });
  const absence = { from: '2026-03-02T00:00:00Z', until: '2026-03-09T00:00:00Z', delegateId: yang.id };
  await granted(wei.ask('PATCH', '/v1/me', { absence }));
  const seenAt = async (now: string) =>
    (await callerAt(stack.url, yang.token, now)('GET', `/v1/accounts/${other.id}`)).status;
  expect(await seenAt('2026-03-01T12:00:00Z')).toBe(404);
  expect(await seenAt('2026-03-05T12:00:00Z')).toBe(200);
  expect(await seenAt('2026-03-10T12:00:00Z')).toBe(404);
});

test('all work of a leaver goes over in one command, and he is out', async () => {
  const handover = { userId: wei.id, toUserId: yang.id };
  expect(await granted(admin('POST', '/v1/handovers', handover))).toMatchObject({ state: 'done' });
  expect((await wei.ask('GET', '/v1/me')).status).toBe(401);
  expect(await granted(yang.ask('GET', `/v1/accounts/${account.id}`))).toMatchObject({ ownerId: yang.id });
  const timeline = await granted(
    admin<{ data: { data: object }[] }>('GET', `/v1/accounts/${account.id}/timeline`),
  );
  expect(timeline.data[0]?.data).toEqual({ changes: { ownerId: [wei.id, yang.id] } });
});

test('whom the identity provider of the tenant vouches for signs in, in the role of his group', async () => {
  const provider = await realProvider();
  try {
    provider.people.set('17', {
      name: '孙丽',
      email: 'sun.li@example.cn',
      email_verified: true,
      groups: ['leaders'],
    });
    const { id: providerId } = await granted(
      admin<Made>('POST', '/v1/identity-providers', {
        name: '统一认证',
        issuer: provider.issuer,
        clientId: 'keyline',
        clientSecret,
        redirectUris: [redirectUri],
        scopes: ['profile', 'email', 'groups'],
        signUpUsers: true,
        roleClaim: 'groups',
        roleMapping: [{ value: 'leaders', roleId: await roleId('executive'), dataScope: 'tenant' }],
      }),
    );
    const anyone = callerAt(stack.url);
    const begun = await granted(
      anyone<{ authorizationUrl: string; state: string; binding: string }>('POST', '/v1/auth/oidc/start', {
        tenant: founding.slug,
        providerId,
        redirectUri,
      }),
    );
    const { searchParams } = await provider.visit(begun.authorizationUrl, '17');
    const { accessToken } = await granted(
      anyone<Tokens>('POST', '/v1/auth/token', {
        grantType: 'oidc',
        state: searchParams.get('state'),
        code: searchParams.get('code'),
        iss: searchParams.get('iss'),
        binding: begun.binding,
      }),
    );
    const leader = callerAt(stack.url, accessToken);
    expect((await granted(leader<Me>('GET', '/v1/me'))).roles).toMatchObject([
      { key: 'executive', dataScope: 'tenant' },
    ]);
    expect((await leader('GET', `/v1/accounts/${account.id}`)).status).toBe(200);
    expect((await leader('PATCH', `/v1/accounts/${account.id}`, { industry: 'port' })).status).toBe(403);
  } finally {
    await provider.stop();
  }
});
