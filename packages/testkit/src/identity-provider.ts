import { exportJWK, generateKeyPair, SignJWT } from 'jose';

const issuer = 'https://login.example.cn';

let made: ReturnType<typeof makeKeys> | undefined;

async function makeKeys() {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  return { privateKey, publicKeys: { keys: [{ ...(await exportJWK(publicKey)), kid: 'k1', use: 'sig' }] } };
}

/**
 * The provider of OpenID Connect that examples name, in this process, for the binding IDENTITY_PROVIDERS. It lets
 * everybody be whom he wants: a code of it is a JSON object in base64, the claims of the ID token, or
 * `{"error": "invalid_grant"}`; `{"error": "away"}` finds it away. No other provider answers at all.
 */
export const exampleIdentityProvider = {
  async fetch(request: Request): Promise<Response> {
    const { origin, pathname } = new URL(request.url);
    if (origin !== issuer) throw new TypeError('fetch failed');
    made ??= makeKeys();
    const { privateKey, publicKeys } = await made;
    if (pathname === '/.well-known/openid-configuration') return Response.json(metadata);
    if (pathname === '/keys') return Response.json(publicKeys);
    if (pathname !== '/token') return new Response('Nothing here', { status: 404 });
    const form = new URLSearchParams(await request.text());
    const { error, ...claims } = JSON.parse(atob(form.get('code') ?? ''));
    if (error === 'away') return new Response('Back soon', { status: 503 });
    if (error !== undefined) return Response.json({ error }, { status: 400 });
    const idToken = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'ES256', kid: 'k1' })
      .setIssuer(issuer)
      .setAudience(clientOf(request, form))
      .setIssuedAt()
      .setExpirationTime('5 minutes')
      .sign(privateKey);
    return Response.json({ access_token: 'of no use', token_type: 'Bearer', id_token: idToken });
  },
};

const metadata = {
  issuer,
  authorization_endpoint: `${issuer}/authorize`,
  token_endpoint: `${issuer}/token`,
  jwks_uri: `${issuer}/keys`,
  id_token_signing_alg_values_supported: ['ES256'],
};

function clientOf(request: Request, form: URLSearchParams): string {
  const [, credentials] = /^Basic (.+)$/.exec(request.headers.get('Authorization') ?? '') ?? [];
  const named = credentials === undefined ? undefined : atob(credentials).split(':')[0];
  return form.get('client_id') ?? decodeURIComponent(named ?? '');
}
