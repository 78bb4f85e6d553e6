import { resolve } from 'node:path';
import * as v from 'valibot';
import { type ChannelSettings, channelEntries, secretChannelNames } from './channel-settings.ts';
import { Failure } from './failure.ts';
import { inProject } from './project.ts';

const portNumber = v.pipe(v.string(), v.regex(/^\d{1,5}$/), v.transform(Number), v.maxValue(65_535));
const flag = v.pipe(
  v.picklist(['0', '1']),
  v.transform((text) => text === '1'),
);
const schema = v.object({
  DATA_DIRECTORY: v.optional(v.string(), inProject('.data')),
  DEMO: v.optional(flag, '1'),
  HOST: v.optional(v.string(), '127.0.0.1'),
  PORT: v.optional(portNumber, '8787'),
  SIGN_UP: v.optional(v.picklist(['open', 'closed']), 'closed'),
  TRUST_PROXY: v.optional(flag, '0'),
  ...channelEntries,
});

/** What the person who starts a stack may choose by environment variables. */
export interface Settings {
  readonly directory: string;
  readonly host: string;
  readonly port: number;
  readonly signUp: 'open' | 'closed';
  readonly trustProxy: boolean;
  /** Whether `npm start` loads the demo tenant where it is not there yet. */
  readonly demo: boolean;
  /** How messages leave. */
  readonly channels: ChannelSettings;
}

/** Reads the settings. Throws a Failure that names the first variable that does not fit. */
export function readSettings(environment: NodeJS.ProcessEnv = process.env): Settings {
  const result = v.safeParse(schema, withoutEmpty(environment));
  if (!result.success) {
    const [issue] = result.issues;
    const name = v.getDotPath(issue) ?? '';
    throw new Failure({
      en: `${name}=${shown(name, issue.input)} does not fit: expected ${expectations[name]?.en}.`,
      'zh-CN': `${name}=${shown(name, issue.input)} 无效：应为${expectations[name]?.['zh-CN']}。`,
    });
  }
  const { DATA_DIRECTORY, HOST, PORT, SIGN_UP, TRUST_PROXY, DEMO, ...channels } = result.output;
  return {
    directory: resolve(DATA_DIRECTORY),
    host: HOST,
    port: PORT,
    signUp: SIGN_UP,
    trustProxy: TRUST_PROXY,
    demo: DEMO,
    channels,
  };
}

/** What was given, but for what is secret. */
function shown(name: string, given: unknown): string {
  return secretChannelNames.some((secret) => secret === name) ? '***' : String(given);
}

const expectations: Readonly<Record<string, { readonly en: string; readonly 'zh-CN': string }>> = {
  PORT: { en: 'a number from 0 to 65535', 'zh-CN': ' 0 到 65535 的数字' },
  SIGN_UP: { en: 'open or closed', 'zh-CN': ' open 或 closed' },
  DEMO: { en: '0 or 1', 'zh-CN': ' 0 或 1' },
  TRUST_PROXY: { en: '0 or 1', 'zh-CN': ' 0 或 1' },
  PUBLIC_URL: {
    en: 'an address such as https://crm.example.cn',
    'zh-CN': '地址，例如 https://crm.example.cn',
  },
  SMTP_URL: {
    en: 'smtps://user:password@host:465 or smtp://user:password@host:587',
    'zh-CN': ' smtps://用户:密码@主机:465 或 smtp://用户:密码@主机:587',
  },
  MAIL_FROM: { en: 'Name <address>', 'zh-CN': '“名称 <地址>”' },
  SMS_GATEWAY_URL: { en: 'the address of an SMS gateway', 'zh-CN': '短信网关的地址' },
};

/** A variable that is set to nothing counts as not set. */
function withoutEmpty(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
}
