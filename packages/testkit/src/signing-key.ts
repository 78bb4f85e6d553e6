import { generateSigningKey, signAccessToken, type TokenIdentity, tokenIssuer } from '@keyline/auth';

export interface SigningKey {
  /** JWK as JSON, for TOKEN_PRIVATE_KEY. */
  readonly privateKey: string;
  /** JWKS as JSON, for TOKEN_PUBLIC_KEYS. */
  readonly publicKeys: string;
}

let made: Promise<SigningKey> | undefined;

/** The key pair that signs the access tokens of this test process. */
export function signingKey(): Promise<SigningKey> {
  made ??= generateSigningKey().then(({ privateJwk, publicJwk }) => ({
    privateKey: JSON.stringify(privateJwk),
    publicKeys: JSON.stringify({ keys: [publicJwk] }),
  }));
  return made;
}

/** An access token of cell `main` as a sign-in gives it, good for ten minutes from `nowMs` (default now). */
export async function accessTokenFor(
  identity: Omit<TokenIdentity, 'cell'> & Partial<Pick<TokenIdentity, 'cell'>>,
  nowMs: number = Date.now(),
): Promise<string> {
  const { privateKey } = await signingKey();
  const times = { nowSeconds: Math.floor(nowMs / 1000), ttlSeconds: 600 };
  return signAccessToken(privateKey, { cell: 'main', ...identity }, { issuer: tokenIssuer, ...times });
}
