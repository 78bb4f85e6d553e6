import { createTokenVerifier, tokenIssuer } from '@keyline/auth';
import { expect, test } from 'vitest';
import { givenCompany } from '../testing/given-company.ts';

test('anybody gets the public keys, and with them can check an access token', async () => {
  const { worker, admin, tenantId } = await givenCompany();
  const { status, headers, body, trips } = await worker.request('GET', '/.well-known/jwks.json');
  expect([status, trips, headers.get('Cache-Control')]).toEqual([200, 0, 'public, max-age=300']);
  expect(JSON.stringify(body)).not.toContain('"d"');
  const verifier = createTokenVerifier(JSON.stringify(body), { issuer: tokenIssuer });
  expect(await verifier.verify(admin.token, Math.floor(Date.now() / 1000))).toEqual({
    ok: true,
    identity: { sub: admin.id, ten: tenantId, cell: 'main', sid: admin.sessionId },
  });
});
