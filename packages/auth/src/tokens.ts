import { idField } from '@keyline/kernel';
import { type CryptoKey, errors, importJWK, jwtVerify, SignJWT } from 'jose';
import * as v from 'valibot';
import { parsePrivateJwk, publicJwks } from './jwks.ts';
import { createTokenMemo } from './token-memo.ts';

const ALGORITHM = 'EdDSA';
const AUDIENCE = 'keyline';
const TYPE = 'at+jwt';
const MAX_LENGTH = 2_048;
const COMPACT_FORM = /^[\w-]+\.[\w-]+\.[\w-]+$/;

/** The issuer that Keyline's own access tokens name. */
export const tokenIssuer = 'keyline';

/** The longest life of an access token, in seconds. */
export const MAX_TOKEN_SECONDS = 600;

const Identity = v.object({
  sub: idField('user'),
  ten: idField('tenant'),
  cell: v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,32}$/)),
  sid: idField('session'),
});
const Claims = v.object({ ...Identity.entries, exp: v.pipe(v.number(), v.safeInteger()) });

/** Who a token speaks for: user, tenant, cell and session. It carries no rights: those are read at each request. */
export type TokenIdentity = Readonly<v.InferOutput<typeof Identity>>;

export type TokenRefusal =
  | 'malformed'
  | 'unknown_key'
  | 'wrong_algorithm'
  | 'bad_signature'
  | 'wrong_claims'
  | 'expired';

export type TokenCheck = { ok: true; identity: TokenIdentity } | { ok: false; reason: TokenRefusal };

export type TokenVerifier = {
  /** Checks a token at an instant in Unix seconds. Never throws for what a caller may send. */
  verify(token: string, nowSeconds: number): Promise<TokenCheck>;
};

/**
 * Signs an access token (RFC 9068 type `at+jwt`, EdDSA, audience `keyline`) that lives from `nowSeconds`
 * for `ttlSeconds`, at most {@link MAX_TOKEN_SECONDS}. Throws on a longer life or an unreadable key.
 */
export async function signAccessToken(
  privateJwkJson: string,
  { sub, ten, cell, sid }: TokenIdentity,
  { issuer, nowSeconds, ttlSeconds }: { issuer: string; nowSeconds: number; ttlSeconds: number },
): Promise<string> {
  if (!Number.isInteger(ttlSeconds) || ttlSeconds < 1 || ttlSeconds > MAX_TOKEN_SECONDS) {
    throw new RangeError(`An access token lives 1 to ${MAX_TOKEN_SECONDS} whole seconds.`);
  }
  const jwk = parsePrivateJwk(privateJwkJson);
  const issuedAt = Math.floor(nowSeconds);
  return new SignJWT({ ten, cell, sid })
    .setProtectedHeader({ alg: ALGORITHM, kid: jwk.kid, typ: TYPE })
    .setSubject(sub)
    .setIssuer(issuer)
    .setAudience(AUDIENCE)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + ttlSeconds)
    .sign(await importJWK(jwk, ALGORITHM));
}

/**
 * Makes the check of access tokens against a set of public keys. One verifier serves an isolate for its life:
 * a token that passed is remembered for at most 60 seconds and never past its end; a refusal is not.
 * Throws when the key set cannot be read.
 */
export function createTokenVerifier(publicJwksJson: string, { issuer }: { issuer: string }): TokenVerifier {
  const jwks = new Map(publicJwks(publicJwksJson).keys.map((jwk) => [jwk.kid, jwk]));
  const imported = new Map<string, CryptoKey | Uint8Array>();
  const passed = createTokenMemo<TokenIdentity>();

  /** Only the configured keys, and only by name: a key or address in the token's own header means nothing. */
  async function keyFor({ kid }: { kid?: string }): Promise<CryptoKey | Uint8Array> {
    const jwk = kid === undefined ? undefined : jwks.get(kid);
    if (!jwk) throw new errors.JWKSNoMatchingKey();
    const key = imported.get(jwk.kid) ?? (await importJWK(jwk, ALGORITHM));
    imported.set(jwk.kid, key);
    return key;
  }

  return {
    async verify(token, nowSeconds) {
      const known = passed.recall(token, nowSeconds);
      if (known) return { ok: true, identity: known };
      if (token.length > MAX_LENGTH || !COMPACT_FORM.test(token)) return { ok: false, reason: 'malformed' };
      try {
        const { payload } = await jwtVerify(token, keyFor, {
          algorithms: [ALGORITHM],
          issuer,
          audience: AUDIENCE,
          typ: TYPE,
          currentDate: new Date(nowSeconds * 1_000),
        });
        const claims = v.safeParse(Claims, payload);
        if (!claims.success) return { ok: false, reason: 'wrong_claims' };
        const { exp, ...identity } = claims.output;
        passed.remember(token, identity, nowSeconds, exp);
        return { ok: true, identity };
      } catch (error) {
        if (!(error instanceof errors.JOSEError)) throw error;
        return { ok: false, reason: refusalOf(error) };
      }
    },
  };
}

function refusalOf(error: errors.JOSEError): TokenRefusal {
  switch (error.code) {
    case errors.JWTExpired.code:
      return 'expired';
    case errors.JWTClaimValidationFailed.code:
      return 'wrong_claims';
    case errors.JWKSNoMatchingKey.code:
      return 'unknown_key';
    case errors.JOSEAlgNotAllowed.code:
      return 'wrong_algorithm';
    case errors.JWSSignatureVerificationFailed.code:
      return 'bad_signature';
    default:
      return 'malformed';
  }
}
