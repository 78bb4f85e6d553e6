import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { Failure } from './failure.ts';

const tokenKey = v.object({
  kty: v.literal('OKP'),
  crv: v.literal('Ed25519'),
  alg: v.literal('EdDSA'),
  kid: v.pipe(v.string(), v.minLength(1)),
  x: v.string(),
  d: v.string(),
});
const secretKey = v.pipe(v.string(), v.minLength(32));
const keyFile = v.object({
  keys: v.tupleWithRest([tokenKey], tokenKey),
  sealKey: v.optional(secretKey),
  linkKey: v.optional(secretKey),
});

/** A private JSON Web Key (RFC 8037) that signs access tokens. */
export type TokenKey = v.InferOutput<typeof tokenKey>;

/** The variables by which Workers get the keys. */
export interface TokenKeyVariables {
  readonly TOKEN_PRIVATE_KEY: string;
  readonly TOKEN_PUBLIC_KEYS: string;
}

/** All variables that come from the keys of a data directory. */
export interface KeyVariables extends TokenKeyVariables {
  readonly SEAL_KEY: string;
  readonly LINK_KEY: string;
}

/** Makes a new key under which secrets are sealed or links are made: 256 random bits. */
export function makeSecretKey(): string {
  return randomBytes(32).toString('base64url');
}

/** Makes a new signing key. Its id is the thumbprint of RFC 7638. */
export function makeTokenKey(): TokenKey {
  const { privateKey } = generateKeyPairSync('ed25519');
  const { x = '', d = '' } = privateKey.export({ format: 'jwk' });
  const members = JSON.stringify({ crv: 'Ed25519', kty: 'OKP', x });
  const kid = createHash('sha256').update(members).digest('base64url');
  return { kty: 'OKP', crv: 'Ed25519', alg: 'EdDSA', kid, x, d };
}

/** Reads a signing key from its JSON; undefined when it is none. */
export function parseTokenKey(json: string): TokenKey | undefined {
  const result = v.safeParse(v.pipe(v.string(), v.parseJson(), tokenKey), json);
  return result.success ? result.output : undefined;
}

/** What Workers get: the first key signs, all of them verify. */
export function tokenKeyVariables(keys: readonly [TokenKey, ...TokenKey[]]): TokenKeyVariables {
  const publicKeys = keys.map(({ d: _, ...publicKey }) => ({ ...publicKey, use: 'sig' }));
  return {
    TOKEN_PRIVATE_KEY: JSON.stringify(keys[0]),
    TOKEN_PUBLIC_KEYS: JSON.stringify({ keys: publicKeys }),
  };
}

export const keyFileName = 'keys.json';

/** The keys of a data directory, made at the first call and readable by their owner only. */
export async function openKeys(directory: string): Promise<KeyVariables> {
  const path = join(directory, keyFileName);
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return keep(path, { keys: [makeTokenKey()] });
  const result = v.safeParse(v.pipe(v.string(), v.parseJson(), keyFile), text);
  if (!result.success) throw damaged(path);
  const { keys, sealKey, linkKey } = result.output;
  if (sealKey === undefined || linkKey === undefined) return keep(path, result.output);
  return { ...tokenKeyVariables(keys), SEAL_KEY: sealKey, LINK_KEY: linkKey };
}

/** Writes the keys with those that are missing made anew; the file is there whole or not at all. */
async function keep(path: string, known: v.InferOutput<typeof keyFile>): Promise<KeyVariables> {
  const { keys, sealKey = makeSecretKey(), linkKey = makeSecretKey() } = known;
  const text = `${JSON.stringify({ keys, sealKey, linkKey }, null, 2)}\n`;
  const draft = `${path}.${randomBytes(8).toString('hex')}.draft`;
  await writeFile(draft, text, { mode: 0o600, flag: 'wx', flush: true });
  await rename(draft, path);
  return { ...tokenKeyVariables(keys), SEAL_KEY: sealKey, LINK_KEY: linkKey };
}

function damaged(path: string): Failure {
  return new Failure({
    en: `${path} is damaged. Restore it from a backup, or delete it: everybody then signs in anew, the secrets of identity providers are entered anew, and second factors and links are made anew.`,
    'zh-CN': `${path} 已损坏。请从备份恢复；也可删除它，届时所有人需重新登录，身份提供方的密钥需重新填写，第二因素和链接需重新生成。`,
  });
}
