import type { MailServer, SmsGateway } from '@keyline/channels';
import type { Runtime } from '@keyline/http';
import type { NotificationsEnv } from '../env.ts';

/** How messages leave, as the Worker's variables say; undefined: not configured. */
export interface Channels {
  readonly email:
    | { readonly server: MailServer; readonly from: { name: string; address: string } }
    | undefined;
  readonly sms: SmsGateway | undefined;
}

export function channelsOf({ env }: Runtime): Channels {
  const { SMTP_URL, MAIL_FROM, SMS_GATEWAY_URL, SMS_GATEWAY_TOKEN } = env as NotificationsEnv;
  return {
    email: SMTP_URL && MAIL_FROM && { server: SMTP_URL, from: MAIL_FROM },
    sms:
      SMS_GATEWAY_URL && SMS_GATEWAY_TOKEN ? { url: SMS_GATEWAY_URL, token: SMS_GATEWAY_TOKEN } : undefined,
  };
}
