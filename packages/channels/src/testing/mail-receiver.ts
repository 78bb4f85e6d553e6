import type { AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** A real SMTP server on a loopback port, which keeps what it is sent. */
export interface MailReceiver {
  readonly port: number;
  readonly mails: Email[];
  /** The messages as they came over the wire. */
  readonly raw: string[];
  stop(): Promise<void>;
}

export async function mailReceiver(options: SMTPServerOptions = {}): Promise<MailReceiver> {
  const [mails, raw]: [Email[], string[]] = [[], []];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onData(stream, _, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', async () => {
        const message = Buffer.concat(chunks);
        raw.push(message.toString());
        mails.push(await PostalMime.parse(message));
        done();
      });
    },
    ...options,
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.server.address() as AddressInfo;
  return {
    port,
    mails,
    raw,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
