import { createApiKey, generateSigningKey, signAccessToken, tokenIssuer } from '@keyline/auth';
import type { Operation } from '@keyline/http';
import { newId } from '@keyline/kernel';
import {
  accessTokenFor,
  changesBetween,
  contentsOf,
  givenApiKey,
  givenUser,
  rowsOfTenant,
} from '@keyline/testkit';
import { textOf } from '../../support/exchange-findings.ts';
import { idsIn } from '../../support/ids.ts';
import { refusalFindings } from '../../support/refusal.ts';
import { type Rule, withoutWriting } from '../../support/rule.ts';
import type { World } from '../../support/world.ts';

const isSignedIn = ({ permission }: Operation) => permission !== 'anonymous';
const notAuthenticated = { status: 401, code: 'request.not_authenticated' };

const noToken: Rule = {
  name: 'nobody gets in without a token',
  applies: isSignedIn,
  async check({ world, operation, prepare }) {
    const request = await prepare();
    return withoutWriting(world, () =>
      refusalFindings(
        (headers) => world.ask(operation, request, { caller: null, headers }),
        notAuthenticated,
      ),
    );
  },
};

const brokenToken: Rule = {
  name: 'nobody gets in with a token that is not good',
  applies: isSignedIn,
  async check({ world, operation, prepare }) {
    const request = await prepare();
    const bad = await badCredentials(world);
    return withoutWriting(world, async () => {
      const findings = [];
      for (const [what, Authorization] of Object.entries(bad)) {
        const found = await refusalFindings(
          (language) => world.ask(operation, request, { headers: { ...language, Authorization } }),
          notAuthenticated,
        );
        findings.push(...found.map((finding) => `${what}: ${finding}`));
      }
      return findings;
    });
  },
};

const noPermission: Rule = {
  name: 'a caller without its permission is refused',
  applies: (operation) => isSignedIn(operation) && operation.permission !== null,
  async check({ world, operation, prepare }) {
    const { database, home, surface } = world;
    const others = surface.mounted.map((one) => one.operation.permission);
    const another = others.find((one) => one !== null && one !== 'anonymous' && one !== operation.permission);
    const callers = {
      'a user without a role': await givenUser(database, home.tenantId),
      'an API key with another permission': await givenApiKey(
        database,
        home.tenantId,
        another ? [another] : [],
      ),
    };
    const request = await prepare();
    return withoutWriting(world, async () => {
      const findings = [];
      for (const [who, { token }] of Object.entries(callers)) {
        const found = await refusalFindings(
          (headers) => world.ask(operation, request, { caller: token, headers }),
          { status: 403, code: 'request.not_permitted' },
        );
        findings.push(...found.map((finding) => `${who}: ${finding}`));
      }
      return findings;
    });
  },
};

const otherTenant: Rule = {
  name: 'the administrator of another tenant neither sees nor changes anything of it',
  applies: isSignedIn,
  async check({ world, operation, prepare }) {
    const { home, other, database } = world;
    const request = await prepare();
    const before = await contentsOf(database);
    const { answer } = await world.ask(operation, request, { caller: other.token });
    const after = await contentsOf(database);
    const own = rowsOfTenant(before, home.tenantId);
    const sent = JSON.stringify(request);
    const shown = idsIn(own).filter((id) => textOf(answer).includes(id) && !sent.includes(id));
    const named = Object.keys(request.params ?? {}).length > 0;
    return [
      ...shown.map((id) => `shows ${id}`),
      ...changesBetween(own, rowsOfTenant(after, home.tenantId)),
      ...(named && answer.status !== 404 ? [`answers ${answer.status} where 404 is due`] : []),
      ...([401, 403, 500].includes(answer.status) ? [`answers ${answer.status} to a good caller`] : []),
    ];
  },
};

/** Who may do it, and who may not. */
export const accessRules: readonly Rule[] = [noToken, brokenToken, noPermission, otherTenant];

/** Credentials of every kind that must not count, each with what is wrong with it. */
async function badCredentials({ home, other, database }: World): Promise<Record<string, string>> {
  const claims = { sub: home.administratorId, ten: home.tenantId, sid: home.sessionId };
  const [header = '', payload = '', signature = ''] = home.token.split('.');
  const stranger = await generateSigningKey();
  const times = { nowSeconds: Math.floor(Date.now() / 1000), ttlSeconds: 600 };
  const forged = await signAccessToken(
    JSON.stringify(stranger.privateJwk),
    { ...claims, cell: 'main' },
    { issuer: tokenIssuer, ...times },
  );
  const unsigned = Buffer.from(JSON.stringify({ alg: 'none', typ: 'at+jwt' })).toString('base64url');
  const [ended, blocked] = [
    await givenUser(database, home.tenantId),
    await givenUser(database, home.tenantId),
  ];
  await database.execute('UPDATE sessions SET ended_at = 1 WHERE id = ?', [ended.sessionId]);
  await database.execute("UPDATE principals SET status = 'blocked' WHERE id = ?", [blocked.userId]);
  const [key, revoked, expired] = [
    await givenApiKey(database, home.tenantId, []),
    await givenApiKey(database, home.tenantId, []),
    await givenApiKey(database, home.tenantId, []),
  ];
  await database.execute('UPDATE api_keys SET revoked_at = 1 WHERE id = ?', [revoked.keyId]);
  await database.execute('UPDATE api_keys SET expires_at = 1 WHERE id = ?', [expired.keyId]);
  const unknown = createApiKey({ cell: 'main', tenantId: home.tenantId, keyId: newId('api_key') });
  const bearers = {
    'no token at all': '',
    nonsense: 'nonsense',
    'a damaged signature': [header, payload, swapFirst(signature)].join('.'),
    'other claims under the same signature': [header, swapFirst(payload), signature].join('.'),
    'no algorithm': `${unsigned}.${payload}.`,
    'an expired token': await accessTokenFor(claims, Date.now() - 700_000),
    'a token of another cell': await accessTokenFor({ ...claims, cell: 'second' }),
    'a token signed with an unknown key': forged,
    'an unknown user': await accessTokenFor({ ...claims, sub: newId('user') }),
    "another user's session": await accessTokenFor({ ...claims, sid: other.sessionId }),
    'an ended session': ended.token,
    'a blocked user': blocked.token,
    'an unknown API key': unknown.key,
    'an API key with a wrong secret': `${key.token.slice(0, -4)}${key.token.endsWith('0000') ? '1111' : '0000'}`,
    'a revoked API key': revoked.token,
    'an expired API key': expired.token,
  };
  const named = Object.entries(bearers).map(([what, token]) => [what, `Bearer ${token}`]);
  return { ...Object.fromEntries(named), 'another scheme': `Basic ${home.token}` };
}

function swapFirst(text: string): string {
  return (text.startsWith('A') ? 'B' : 'A') + text.slice(1);
}
