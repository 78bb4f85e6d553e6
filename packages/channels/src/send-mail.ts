import { composeMail, type Mail } from './compose-mail.ts';
import { base64Of } from './encoded-words.ts';
import type { MailServer } from './mail-server.ts';
import { accepted, failure, type Outcome, OutcomeError } from './outcome.ts';
import { type Reply, SmtpSession } from './smtp-session.ts';
import type { Connect, Connection } from './sockets.ts';

const missing = (error: string) => new OutcomeError({ state: 'failed', status: null, error });

/**
 * Hands one e-mail over to a server. When the signal aborts, the connection is closed and the attempt has failed:
 * whether the server took the message in the last moment is not known then, so that a repeat carries the same id.
 */
export async function sendMail(
  server: MailServer,
  mail: Mail,
  { signal, connect }: { readonly signal: AbortSignal; readonly connect?: Connect },
): Promise<Outcome> {
  let connection: Connection | undefined;
  const abort = () => void connection?.close().catch(() => undefined);
  signal.addEventListener('abort', abort);
  try {
    signal.throwIfAborted();
    const open = connect ?? (await import('cloudflare:sockets')).connect;
    const { hostname, port, tls } = server;
    connection = open({ hostname, port }, { secureTransport: tls, allowHalfOpen: false });
    return await Promise.race([talk(connection, server, mail), aborted(signal)]);
  } catch (error) {
    return failure(error, signal);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('aborted')), { once: true });
  });
}

async function talk(connection: Connection, server: MailServer, mail: Mail): Promise<Outcome> {
  await connection.opened;
  const session = new SmtpSession(connection);
  let isOver = false;
  try {
    await session.hear([220]);
    const hello = `EHLO ${nameOf(mail.from.address)}`;
    let greeting = await session.say(hello, [250]);
    if (server.tls === 'starttls') {
      if (!offers(greeting, /^STARTTLS$/i)) throw missing('no_tls');
      await session.say('STARTTLS', [220]);
      session.encrypt();
      greeting = await session.say(hello, [250]);
    }
    if (server.credentials !== undefined) await signIn(session, greeting, server.credentials);
    await session.say(`MAIL FROM:<${mail.from.address}>`, [250]);
    await session.say(`RCPT TO:<${mail.to}>`, [250, 251]);
    await session.say('DATA', [354]);
    // No line of the message begins with a dot, so that none has to be doubled.
    const { code } = await session.say(`${composeMail(mail)}.`, [250]);
    isOver = true;
    return accepted(code);
  } finally {
    await session.close(isOver);
  }
}

async function signIn(
  session: SmtpSession,
  greeting: Reply,
  { user, password }: NonNullable<MailServer['credentials']>,
): Promise<void> {
  try {
    if (offers(greeting, /^AUTH[ =].*\bPLAIN\b/i)) {
      await session.say(`AUTH PLAIN ${base64Of(`\0${user}\0${password}`)}`, [235]);
    } else if (offers(greeting, /^AUTH[ =].*\bLOGIN\b/i)) {
      await session.say('AUTH LOGIN', [334]);
      await session.say(base64Of(user), [334]);
      await session.say(base64Of(password), [235]);
    } else {
      throw missing('credentials');
    }
  } catch (error) {
    // Ours to mend, and no fault of the message: it is not to be given up for it.
    if (!(error instanceof OutcomeError)) throw error;
    throw new OutcomeError({ ...error.outcome, state: 'failed', error: 'credentials' });
  }
}

function offers(greeting: Reply, extension: RegExp): boolean {
  return greeting.lines.some((line) => extension.test(line.trim()));
}

function nameOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}
