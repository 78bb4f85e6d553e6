import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Locale, locales, negotiateLocale } from '@keyline/kernel';
import type { ChannelSettings } from '../channel-settings.ts';
import { openMailServer } from './mail-server.ts';
import { Kept, type Sent } from './messages.ts';
import { outboxPage } from './page.ts';
import { openSmsGateway } from './sms-gateway.ts';

/** A mail server and an SMS gateway of this machine, and what was handed to them. */
export interface Outbox {
  /** How the Workers reach them. */
  readonly settings: ChannelSettings;
  /** The latest first. */
  sent(): Promise<Sent[]>;
  /** Answers what is asked of `/dev/outbox`; false for everything else. */
  answer(request: IncomingMessage, response: ServerResponse): boolean;
  close(): Promise<void>;
}

/** Opens both on free loopback ports. `webhooks` tells what was sent to endpoints. */
export async function openOutbox(webhooks: () => Promise<Sent[]>): Promise<Outbox> {
  const [mails, texts] = [new Kept<Sent>(), new Kept<Sent>()];
  const token = randomBytes(24).toString('base64url');
  const mailServer = await openMailServer((mail) => mails.add(mail));
  const gateway = await openSmsGateway(token, (text) => texts.add(text));
  const sent = async () => [...mails.latest(), ...texts.latest(), ...(await webhooks())];
  return {
    settings: {
      SMTP_URL: `smtp://127.0.0.1:${mailServer.port}?tls=off`,
      MAIL_FROM: 'Keyline <keyline@localhost.example>',
      SMS_GATEWAY_URL: gateway.url,
      SMS_GATEWAY_TOKEN: token,
    },
    sent,
    answer(request, response) {
      const url = new URL(request.url ?? '/', 'http://localhost');
      const wanted = /^\/dev\/outbox(\.json)?$/.exec(url.pathname);
      if (wanted === null || request.method !== 'GET') return false;
      void answer(wanted[1] !== undefined, localeOf(request, url), sent, response);
      return true;
    },
    async close() {
      await Promise.all([mailServer.close(), gateway.close()]);
    },
  };
}

function localeOf(request: IncomingMessage, url: URL): Locale {
  const named = locales.find((locale) => locale === url.searchParams.get('lang'));
  return named ?? negotiateLocale(request.headers['accept-language']);
}

async function answer(
  asJson: boolean,
  locale: Locale,
  sent: () => Promise<Sent[]>,
  response: ServerResponse,
): Promise<void> {
  try {
    const all = await sent();
    const type = asJson ? 'application/json' : 'text/html; charset=utf-8';
    const body = asJson ? JSON.stringify({ data: all }, null, 2) : await outboxPage(all, locale);
    response
      .writeHead(200, {
        'Content-Type': type,
        'Cache-Control': 'no-store',
        'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'",
      })
      .end(body);
  } catch (error) {
    response.writeHead(503, { 'Content-Type': 'text/plain; charset=utf-8' });
    response.end(error instanceof Error ? error.message : String(error));
  }
}
