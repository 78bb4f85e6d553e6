import { type Connect, parseMailServer } from '@keyline/channels';
import type { Queue } from '@keyline/events';
import { countInput } from '@keyline/http';
import * as v from 'valibot';

const senderText = /^([^<>]{0,100}?)\s*<([^\s<>@]+@[^\s<>@]+)>$|^([^\s<>@]+@[^\s<>@]+)$/;

/** Bindings of this Worker beyond those of every Worker. */
export const env = {
  /** What the secrets of webhook endpoints are sealed under in the database; the accounts Worker has the same. */
  SEAL_KEY: v.pipe(v.string(), v.minLength(32)),
  /** What the secrets of links (resets, invitations) are derived from; the accounts Worker has the same. */
  LINK_KEY: v.pipe(v.string(), v.minLength(32)),
  /** Where people reach Keyline, for links in mails. */
  PUBLIC_URL: v.optional(v.pipe(v.string(), v.url())),
  /** `smtps://user:password@host:465` or `smtp://user:password@host:587`. Without it mails wait. */
  SMTP_URL: v.optional(
    v.pipe(
      v.string(),
      v.transform((text) => parseMailServer(text)),
      v.check((server) => server !== undefined, 'SMTP_URL is no address of a mail server'),
    ),
  ),
  /** `Keyline <keyline@example.cn>` */
  MAIL_FROM: v.optional(
    v.pipe(
      v.string(),
      v.regex(senderText),
      v.transform((text) => {
        const [, name = '', address, bare] = senderText.exec(text) ?? [];
        return { name: name || 'Keyline', address: address ?? bare ?? '' };
      }),
    ),
  ),
  /** Where short messages are handed over. Without it they wait. */
  SMS_GATEWAY_URL: v.optional(v.pipe(v.string(), v.url())),
  SMS_GATEWAY_TOKEN: v.optional(v.pipe(v.string(), v.minLength(1))),
  /** The queue by which senders are woken; without it the cron alone sends. */
  DELIVERIES: v.optional(v.custom<Queue>((given) => typeof given === 'object')),
  /** How long a receiver may take for one message, milliseconds. */
  ATTEMPT_TIMEOUT_MS: v.optional(countInput, '10000'),
  /** How connections to the mail server are opened, in place of the platform's own way. */
  MAIL_CONNECT: v.optional(v.custom<Connect>((given) => typeof given === 'function')),
  /** A binding that reaches webhook endpoints and the SMS gateway in place of the global fetch. */
  RECEIVERS: v.optional(
    v.custom<{ fetch(request: Request): Promise<Response> }>((given) => typeof given === 'object'),
  ),
};

export type NotificationsEnv = v.InferOutput<v.ObjectSchema<typeof env, undefined>>;
