import { newId } from '@keyline/kernel';
import { accessTokenFor, cheapHash } from '@keyline/testkit';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Company, givenCompany } from '../testing/given-company.ts';
import { count } from '../testing/records.ts';
import { openForSignIn, password, signIn, tenantSlug } from '../testing/sign-in.ts';

let company: Company;
beforeEach(async () => {
  company = await givenCompany();
  await openForSignIn(company, cheapHash(password));
});

const meWith = async (token: string) => (await company.worker.request('GET', '/v1/me', { token })).status;

function sessionOf(accessToken: string): string {
  const [, payload = ''] = accessToken.split('.');
  return (JSON.parse(Buffer.from(payload, 'base64url').toString()) as { readonly sid: string }).sid;
}

describe('a session that an attacker has chosen', () => {
  test('is never the one that a sign-in opens, whatever is sent along', async () => {
    const planted = newId('session');
    const headers = { Cookie: `session=${planted}; sid=${planted}`, 'X-Session-Id': planted };
    const first = (await signIn(company, {}, { headers, token: company.admin.token })).body;
    const second = (await signIn(company, {}, { headers, token: company.admin.token })).body;
    const opened = [sessionOf(first.accessToken), sessionOf(second.accessToken)];
    expect(new Set([...opened, planted, company.admin.sessionId]).size).toBe(4);
  });

  test.each(['sessionId', 'sid', 'userId', 'tenantId'])('is not taken from a field %s', async (field) => {
    const { status, body } = await signIn(company, { [field]: newId('session') });
    expect([status, body.errors?.[0]]).toMatchObject([400, { pointer: `/${field}`, code: 'unknown' }]);
    expect(await count(company, 'sessions')).toBe(1);
  });
});

describe('an access token that is signed by us', () => {
  test('opens nothing under the claims of somebody else', async () => {
    const { tenantId, admin } = company;
    const own = { sub: admin.id, ten: tenantId, sid: admin.sessionId };
    const colleague = await company.colleague('王磊');
    const stranger = await givenCompany();
    expect(await meWith(await accessTokenFor(own))).toBe(200);
    for (const claims of [
      { ten: stranger.tenantId },
      { sub: colleague.id },
      { sid: colleague.sessionId },
      { sub: stranger.admin.id, sid: stranger.admin.sessionId },
      { sid: newId('session') },
      { cell: 'second' },
    ]) {
      expect(await meWith(await accessTokenFor({ ...own, ...claims }))).toBe(401);
    }
  });
});

describe('a cookie', () => {
  test('is neither given nor taken as who somebody is', async () => {
    const { headers, body } = await signIn(company);
    expect(headers.has('Set-Cookie')).toBe(false);
    const Cookie = `token=${body.accessToken}; accessToken=${body.accessToken}; Authorization=Bearer ${body.accessToken}`;
    const riding = await company.worker.request('GET', '/v1/me', { headers: { Cookie } });
    expect(riding.status).toBe(401);
  });

  test('opens no way in by a form of another site: only JSON is read', async () => {
    const form = `grantType=password&tenant=${tenantSlug}&email=li.na@example.cn&password=${password}`;
    for (const type of ['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data']) {
      const answer = await company.worker.request('POST', '/v1/auth/token', {
        body: form,
        headers: { 'Content-Type': type },
      });
      expect(answer.status).toBe(415);
    }
  });
});
