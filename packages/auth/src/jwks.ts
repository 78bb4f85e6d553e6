import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose';
import * as v from 'valibot';

const PUBLIC_KEYS = 'Public token keys';
const PRIVATE_KEY = 'Private token key';

const PublicKey = v.object({
  kty: v.literal('OKP'),
  crv: v.literal('Ed25519'),
  x: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/)),
  kid: v.pipe(v.string(), v.minLength(1)),
});
const PrivateKey = v.object({ ...PublicKey.entries, d: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/)) });
const PublicKeySet = v.object({ keys: v.pipe(v.array(PublicKey), v.minLength(1)) });

/** The public half of a signing key as a JWK (RFC 8037): an Ed25519 key by its id. */
export type PublicJwk = v.InferOutput<typeof PublicKey> & { alg: 'EdDSA'; use: 'sig' };

/** A signing key as a JWK. `d` is the secret. */
export type PrivateJwk = PublicJwk & { d: string };

/** A key set as `/.well-known/jwks.json` shows it (RFC 7517). */
export type PublicJwks = { keys: PublicJwk[] };

/**
 * Reads the configured token keys, a JWK set as JSON, and returns public members only, whatever else was put
 * there. Throws on a set that is empty, holds anything but Ed25519 keys with ids, or has an id twice; the
 * error never repeats the configured text.
 */
export function publicJwks(publicKeysJson: string): PublicJwks {
  const { keys } = parseKey(PublicKeySet, publicKeysJson, PUBLIC_KEYS);
  if (new Set(keys.map((key) => key.kid)).size < keys.length) {
    throw new Error(`${PUBLIC_KEYS}: a key id stands there twice.`);
  }
  return { keys: keys.map(published) };
}

/** Reads the configured signing key, a private JWK as JSON. Throws as {@link publicJwks} does. */
export function parsePrivateJwk(privateJwkJson: string): PrivateJwk {
  const key = parseKey(PrivateKey, privateJwkJson, PRIVATE_KEY);
  return { ...published(key), d: key.d };
}

/** Makes a new Ed25519 signing key. Its id is its thumbprint (RFC 7638), so that it can never mean two keys. */
export async function generateSigningKey(): Promise<{ privateJwk: PrivateJwk; publicJwk: PublicJwk }> {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const exported = await exportJWK(privateKey);
  const kid = await calculateJwkThumbprint(exported, 'sha256');
  const privateJwk = parsePrivateJwk(JSON.stringify({ ...exported, kid }));
  return { privateJwk, publicJwk: published(privateJwk) };
}

function published({ kty, crv, x, kid }: v.InferOutput<typeof PublicKey>): PublicJwk {
  return { kty, crv, x, kid, alg: 'EdDSA', use: 'sig' };
}

function parseKey<Schema extends v.GenericSchema>(
  schema: Schema,
  json: string,
  what: string,
): v.InferOutput<Schema> {
  const result = v.safeParse(schema, parseJson(json, what));
  if (!result.success) {
    const places = result.issues.map((issue) => v.getDotPath(issue) ?? 'the top').join(', ');
    throw new Error(`${what}: not the expected Ed25519 JWK at ${places}.`);
  }
  return result.output;
}

function parseJson(json: string, what: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new Error(`${what}: not JSON.`);
  }
}
