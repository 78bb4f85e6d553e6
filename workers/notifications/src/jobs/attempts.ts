import { createLink, webhookHeaders } from '@keyline/auth';
import { type Outcome, postWebhook, sendMail, sendSms } from '@keyline/channels';
import { feedItem } from '@keyline/events';
import type { Runtime } from '@keyline/http';
import type { Locale, Text } from '@keyline/kernel';
import { mailPage, mailText } from '../domain/mail-page.ts';
import type { LinkPurpose, Route } from '../domain/route.ts';
import { type Names, wordsOf } from '../domain/words.ts';
import type { NotificationsEnv } from '../env.ts';
import { routeOf } from '../processes/routes.ts';
import type { Message, MessageToEndpoint, MessageToPerson } from '../records/outgoing.ts';
import { channelsOf } from '../records/settings.ts';
import { openWebhookSecret } from '../records/webhook-endpoints.ts';

/** Why a message is of no use any more, found before it is sent. */
export type Futility = 'expired' | 'receiver_gone' | 'no_address' | 'no_text' | 'endpoint_inactive';

/** What became of it, or why it was not tried. */
export type Tried = { readonly outcome: Outcome } | { readonly futile: Futility };

export function isToEndpoint(message: Message): message is MessageToEndpoint {
  return message.channel === 'webhook';
}

/** Sends one message once, within the time a receiver has for it. */
export async function attempt(runtime: Runtime, tenantId: string, message: Message): Promise<Tried> {
  const { expiresAt } = message;
  if (expiresAt !== null && expiresAt <= runtime.clock.now()) return { futile: 'expired' };
  return isToEndpoint(message) ? toEndpoint(runtime, message) : toPerson(runtime, tenantId, message);
}

const envOf = (runtime: Runtime) => runtime.env as NotificationsEnv;

function within(runtime: Runtime) {
  const { ATTEMPT_TIMEOUT_MS, RECEIVERS, MAIL_CONNECT } = envOf(runtime);
  return {
    signal: AbortSignal.timeout(ATTEMPT_TIMEOUT_MS),
    ...(RECEIVERS && { fetch: (request: Request) => RECEIVERS.fetch(request) }),
    ...(MAIL_CONNECT && { connect: MAIL_CONNECT }),
  };
}

async function toEndpoint(runtime: Runtime, message: MessageToEndpoint): Promise<Tried> {
  const { endpointId, endpointState, removedAt, overlapEndsAt, formerSecret, url } = message;
  if (endpointState !== 'active' || removedAt !== null) return { futile: 'endpoint_inactive' };
  const at = runtime.clock.now();
  const former = overlapEndsAt !== null && overlapEndsAt > at ? formerSecret : null;
  const sealed = [message.secret, ...(former === null ? [] : [former])];
  const secrets = await Promise.all(sealed.map((one) => openWebhookSecret(runtime, endpointId, one)));
  const body = JSON.stringify(feedItem({ ...message, id: message.eventId }));
  const headers = webhookHeaders(secrets, { id: message.messageId, at, body });
  return { outcome: await postWebhook({ url, headers, body }, within(runtime)) };
}

async function toPerson(runtime: Runtime, tenantId: string, message: MessageToPerson): Promise<Tried> {
  const { channel, email, mobile, userStatus, type } = message;
  if (userStatus === 'blocked') return { futile: 'receiver_gone' };
  const route = routeOf(type);
  const { email: mail, sms: gateway } = channelsOf(runtime);
  if (channel === 'sms') {
    if (route?.sms === undefined) return { futile: 'no_text' };
    if (mobile === null) return { futile: 'no_address' };
    if (gateway === undefined) return notConfigured;
    const text = wording(message)(route.sms);
    return { outcome: await sendSms(gateway, { id: message.messageId, to: mobile, text }, within(runtime)) };
  }
  if (route?.email === undefined) return { futile: 'no_text' };
  if (mail === undefined) return notConfigured;
  const content = mailContent(runtime, tenantId, message, route.email);
  const { locale: language, subject } = content;
  const parts = { subject, text: mailText(content), html: mailPage(content) };
  const sent = {
    ...parts,
    id: message.messageId,
    from: mail.from,
    to: email,
    at: runtime.clock.now(),
    language,
  };
  return { outcome: await sendMail(mail.server, sent, within(runtime)) };
}

const notConfigured: Tried = { outcome: { state: 'failed', status: null, error: 'not_configured' } };

function localeOf({ locale, tenantLocale }: MessageToPerson): Locale {
  return locale ?? tenantLocale;
}

function wording(message: MessageToPerson): (text: Text) => string {
  const names: Names = {
    actor: message.actorName,
    account: message.accountName,
    tenant: message.tenantName,
    user: message.userName,
    person: message.personName,
    timeZone: message.timeZone,
    facts: message.facts,
  };
  return (text) => wordsOf(text, localeOf(message), names);
}

function mailContent(
  runtime: Runtime,
  tenantId: string,
  message: MessageToPerson,
  { subject, text, link }: NonNullable<Route['email']>,
) {
  const words = wording(message);
  return {
    locale: localeOf(message),
    subject: words(subject),
    text: words(text),
    link: link === undefined ? undefined : linkOf(runtime, tenantId, message, link),
  };
}

/** Where a link leads: the token stands behind the `#`, so that no server on the way writes it down. */
const places: Readonly<Record<LinkPurpose, string>> = {
  invitation: '/accept-invitation',
  password_reset: '/set-password',
};

function linkOf(
  runtime: Runtime,
  tenantId: string,
  { facts }: MessageToPerson,
  purpose: LinkPurpose,
): string {
  const { LINK_KEY, PUBLIC_URL = '' } = envOf(runtime);
  const place = { cell: runtime.cell, tenantId, id: String(facts.linkId), round: Number(facts.linkRound) };
  const { token } = createLink(LINK_KEY, purpose, place);
  return `${PUBLIC_URL.replace(/\/$/, '')}${places[purpose]}#${token}`;
}
