import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';

/** A message as somebody outside got it. */
export interface Got {
  /** `webhook-id`, or the Message-ID of a mail. */
  readonly id: string;
  readonly content: string;
}

/** Somebody outside who takes messages; of each one he decides whether and when he answers. */
export interface Receiver {
  readonly port: number;
  readonly got: readonly Got[];
  /** From now on: called with how many messages have come, before each is answered; it is answered when that returns. */
  onMessage(hold: (count: number) => Promise<void>): void;
  stop(): void;
}

interface Taking {
  readonly got: Got[];
  take(message: Got): Promise<void>;
  onMessage: Receiver['onMessage'];
}

function taking(): Taking {
  const got: Got[] = [];
  let hold: (count: number) => Promise<void> = async () => undefined;
  return {
    got,
    take(message) {
      got.push(message);
      return hold(got.length);
    },
    onMessage(next) {
      hold = next;
    },
  };
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return (server.address() as AddressInfo).port;
}

/** Takes webhooks at any path. */
export async function webhookReceiver(): Promise<Receiver> {
  const { take, ...rest } = taking();
  const server = createHttpServer(async (request, response) => {
    let content = '';
    for await (const chunk of request) content += chunk;
    await take({ id: String(request.headers['webhook-id']), content });
    response.writeHead(204).end();
  });
  const port = await listen(server);
  return { port, ...rest, stop: () => server.close().closeAllConnections() };
}

/** Takes mails: as much of SMTP (RFC 5321) as one message needs, without encryption. */
export async function mailServer(): Promise<Receiver> {
  const { take, ...rest } = taking();
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('error', () => socket.destroy());
    const say = (line: string) => socket.write(`${line}\r\n`);
    let text = '';
    let isData = false;
    socket.on('data', async (chunk) => {
      text += chunk;
      const end = text.indexOf(isData ? '\r\n.\r\n' : '\r\n');
      if (end < 0) return;
      const part = text.slice(0, end);
      text = '';
      if (isData) {
        isData = false;
        await take({ id: /^Message-ID: (.*)$/im.exec(part)?.[1] ?? '', content: part });
        say('250 taken');
        return;
      }
      isData = /^DATA/i.test(part);
      say(isData ? '354 go on' : /^QUIT/i.test(part) ? '221 bye' : '250 ok');
    });
    say('220 mail.example.cn');
  });
  const port = await listen(server);
  const stop = () => {
    server.close();
    for (const socket of open) socket.destroy();
  };
  return { port, ...rest, stop };
}
