import * as v from 'valibot';
import { type ChannelSettings, channelSettingsOf } from '../channel-settings.ts';
import { Failure } from '../failure.ts';
import { parseTokenKey, type TokenKey } from '../keys.ts';

/** What a deployment needs and no file may hold. */
export interface DeploymentSecrets {
  readonly databaseAuthToken: string | undefined;
  readonly tokenKey: TokenKey;
  /** What secrets are sealed under in the database. */
  readonly sealKey: string;
  /** What the secrets of links are derived from. */
  readonly linkKey: string;
  /** How messages leave. */
  readonly channels: ChannelSettings;
  /** Public keys of before, which still verify tokens while a key is being replaced. */
  readonly formerPublicKeys: readonly Readonly<Record<string, unknown>>[];
}

/** Characters. */
const leastKey = 32;

const keySet = v.object({ keys: v.array(v.looseObject({ kid: v.string(), x: v.string() })) });

/** Reads the secrets from the environment. Throws a Failure that names all that are missing, or the first wrong one. */
export function readDeploymentSecrets(
  databaseUrl: string,
  environment: NodeJS.ProcessEnv,
): DeploymentSecrets {
  const { CLOUDFLARE_API_TOKEN, DATABASE_AUTH_TOKEN, TOKEN_PRIVATE_KEY, TOKEN_PUBLIC_KEYS } = environment;
  const { SEAL_KEY = '', LINK_KEY = '' } = environment;
  const missing = [
    !CLOUDFLARE_API_TOKEN && 'CLOUDFLARE_API_TOKEN',
    !DATABASE_AUTH_TOKEN && !databaseUrl.startsWith('http:') && 'DATABASE_AUTH_TOKEN',
    !TOKEN_PRIVATE_KEY && 'TOKEN_PRIVATE_KEY',
    !SEAL_KEY && 'SEAL_KEY',
    !LINK_KEY && 'LINK_KEY',
  ].filter((name) => typeof name === 'string');
  if (missing.length > 0) throw missingSecrets(missing);
  const tokenKey = parseTokenKey(TOKEN_PRIVATE_KEY ?? '');
  if (tokenKey === undefined) throw notAKey();
  if (SEAL_KEY.length < leastKey) throw shortKey('SEAL_KEY', 'seal');
  if (LINK_KEY.length < leastKey) throw shortKey('LINK_KEY', 'link');
  return {
    databaseAuthToken: DATABASE_AUTH_TOKEN || undefined,
    tokenKey,
    sealKey: SEAL_KEY,
    linkKey: LINK_KEY,
    channels: channelSettingsOf(environment),
    formerPublicKeys: TOKEN_PUBLIC_KEYS ? parseKeySet(TOKEN_PUBLIC_KEYS) : [],
  };
}

function parseKeySet(text: string): DeploymentSecrets['formerPublicKeys'] {
  const result = v.safeParse(v.pipe(v.string(), v.parseJson(), keySet), text);
  if (result.success) return result.output.keys;
  throw new Failure({
    en: 'TOKEN_PUBLIC_KEYS is no JSON Web Key Set ({"keys":[...]}).',
    'zh-CN': 'TOKEN_PUBLIC_KEYS 不是 JSON Web Key Set（{"keys":[...]}）。',
  });
}

function missingSecrets(names: readonly string[]): Failure {
  const list = names.join(', ');
  return new Failure({
    en: `Missing in the environment: ${list}. Keys are made by: npm run --silent keys [-- seal | link]`,
    'zh-CN': `缺少环境变量：${list}。密钥可用 npm run --silent keys [-- seal | link] 生成。`,
  });
}

function shortKey(name: string, kind: string): Failure {
  return new Failure({
    en: `${name} has fewer than ${leastKey} characters; make one by: npm run --silent keys -- ${kind}`,
    'zh-CN': `${name} 少于 ${leastKey} 个字符，可用 npm run --silent keys -- ${kind} 生成。`,
  });
}

function notAKey(): Failure {
  return new Failure({
    en: 'TOKEN_PRIVATE_KEY is no Ed25519 key in JSON; make one by: npm run --silent keys',
    'zh-CN': 'TOKEN_PRIVATE_KEY 不是 JSON 格式的 Ed25519 密钥，可用 npm run --silent keys 生成。',
  });
}
