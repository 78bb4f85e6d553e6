import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import Provider, { type Configuration } from 'oidc-provider';

/** What the provider says of a person beside his name for him. */
export type Said = Readonly<Record<string, unknown>>;

export const redirectUri = 'https://crm.example.cn/signed-in';
export const clientSecret = 'a secret between the two of us';

/** A certified provider of OpenID Connect on a loopback port, with people and clients of its own. */
export interface RealProvider {
  readonly issuer: string;
  /** Its people by subject; a sign-in sees what stands here at its time. */
  readonly people: Map<string, Said>;
  /** Lets a browser go to this address and sign in as this person; gives the address it is sent back to. */
  visit(authorizationUrl: string, subject: string): Promise<URL>;
  /** From now on it signs with another key and knows the former one no more. */
  rotateKeys(): Promise<void>;
  /** From now on claims stand in the ID token, or only at the userinfo endpoint. */
  sayInIdToken(inIdToken: boolean): Promise<void>;
  /** Nobody listens at its port until it is started again. */
  stop(): Promise<void>;
  start(): Promise<void>;
}

export async function realProvider(): Promise<RealProvider> {
  const people = new Map<string, Said>();
  let listener: RequestListener = () => undefined;
  const server = createServer((request, response) => listener(request, response));
  await listen(server, 0);
  const { port } = server.address() as AddressInfo;
  const issuer = `http://127.0.0.1:${port}`;
  let [keys, inIdToken] = [await newKeys(), false];
  const found = () => {
    listener = new Provider(issuer, configuration(keys, inIdToken, people)).callback();
  };
  found();
  return {
    issuer,
    people,
    visit: (authorizationUrl, subject) => visit(authorizationUrl, subject, issuer),
    async rotateKeys() {
      keys = await newKeys();
      found();
    },
    async sayInIdToken(wanted) {
      inIdToken = wanted;
      found();
    },
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
    start: () => listen(server, port),
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
}

let made = 0;

async function newKeys(): Promise<JWK[]> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  made += 1;
  return [{ ...(await exportJWK(privateKey)), kid: `key-${made}`, alg: 'RS256', use: 'sig' }];
}

function configuration(keys: JWK[], inIdToken: boolean, people: ReadonlyMap<string, Said>): Configuration {
  const client = {
    redirect_uris: [redirectUri],
    grant_types: ['authorization_code'],
    response_types: ['code' as const],
  };
  return {
    jwks: { keys: keys as NonNullable<Configuration['jwks']>['keys'] },
    clients: [
      { ...client, client_id: 'keyline', client_secret: clientSecret },
      { ...client, client_id: 'another', client_secret: clientSecret },
      { ...client, client_id: 'public', token_endpoint_auth_method: 'none' },
    ],
    claims: { openid: ['sub'], profile: ['name'], email: ['email', 'email_verified'], groups: ['groups'] },
    scopes: ['openid', 'profile', 'email', 'groups'],
    conformIdTokenClaims: !inIdToken,
    ttl: {
      AccessToken: 600,
      AuthorizationCode: 60,
      Grant: 600,
      IdToken: 600,
      Interaction: 600,
      Session: 600,
    },
    cookies: { keys: ['a key for the cookies of tests'] },
    features: { devInteractions: { enabled: true } },
    findAccount: (_, accountId) => {
      const said = people.get(accountId);
      return said && { accountId, claims: () => ({ ...said, sub: accountId }) };
    },
  };
}

/** Follows redirects with cookies, and fills in the provider's own forms: who one is, and that one agrees. */
async function visit(from: string, subject: string, issuer: string): Promise<URL> {
  const cookies = new Map<string, string>();
  let response = await go(from, cookies);
  for (let steps = 0; steps < 12; steps += 1) {
    const location = response.headers.get('Location');
    if (location === null) {
      const page = await response.text();
      const action = /action="([^"]+)"/.exec(page)?.[1];
      if (action === undefined)
        throw new Error(`the provider is at a loss: ${response.status} ${page.slice(0, 300)}`);
      const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1] ?? '';
      const form = new URLSearchParams({ prompt, login: subject, password: 'any' });
      response = await go(new URL(action, issuer).href, cookies, form);
    } else {
      const next = new URL(location, issuer);
      if (next.origin !== issuer) return next;
      response = await go(next.href, cookies);
    }
  }
  throw new Error('the provider sends its visitor around');
}

async function go(url: string, cookies: Map<string, string>, form?: URLSearchParams): Promise<Response> {
  const headers = { Cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') };
  const response = await fetch(url, {
    headers,
    redirect: 'manual',
    ...(form && { method: 'POST', body: form }),
  });
  for (const cookie of response.headers.getSetCookie()) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
    if (value === '') cookies.delete(name);
    else cookies.set(name, value);
  }
  return response;
}
