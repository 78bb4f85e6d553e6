import * as v from 'valibot';
import { Failure } from './failure.ts';

/** How messages leave, as variables of the notifications Worker; what is absent is not configured. */
export interface ChannelSettings {
  readonly PUBLIC_URL?: string;
  readonly SMTP_URL?: string;
  readonly MAIL_FROM?: string;
  readonly SMS_GATEWAY_URL?: string;
  readonly SMS_GATEWAY_TOKEN?: string;
}

const url = v.pipe(v.string(), v.url());

/** The environment variables by which a person says so. */
export const channelEntries = {
  PUBLIC_URL: v.exactOptional(url),
  SMTP_URL: v.exactOptional(v.pipe(url, v.regex(/^smtps?:/))),
  MAIL_FROM: v.exactOptional(
    v.pipe(v.string(), v.regex(/^([^<>]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/)),
  ),
  SMS_GATEWAY_URL: v.exactOptional(url),
  SMS_GATEWAY_TOKEN: v.exactOptional(v.string()),
};

const schema = v.object(channelEntries);

/** What an environment says of channels. Throws a Failure that names the first variable that does not fit. */
export function channelSettingsOf(environment: NodeJS.ProcessEnv): ChannelSettings {
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const result = v.safeParse(schema, set);
  if (result.success) return result.output;
  const name = v.getDotPath(result.issues[0]) ?? '';
  throw new Failure({ en: `${name} does not fit.`, 'zh-CN': `${name} 无效。` });
}

/** Those that only the Worker itself may know. */
export const secretChannelNames: readonly (keyof ChannelSettings)[] = ['SMTP_URL', 'SMS_GATEWAY_TOKEN'];
