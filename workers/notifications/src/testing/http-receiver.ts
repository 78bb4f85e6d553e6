import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request as a receiver got it. */
export interface Received {
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** A server of somebody outside, on a loopback port. */
export interface HttpReceiver {
  readonly url: string;
  readonly received: Received[];
  /** The status of the next answers, the last one for all that follow; 0 never answers. */
  answer(...statuses: number[]): void;
  stop(): void;
}

export async function httpReceiver(): Promise<HttpReceiver> {
  const received: Received[] = [];
  let statuses = [200];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    received.push({ path: request.url ?? '', headers: request.headers, body });
    const [status = 200, ...further] = statuses;
    if (further.length > 0) statuses = further;
    if (status !== 0) response.writeHead(status).end();
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    answer(...next) {
      statuses = next;
    },
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Whether a message is signed under this secret, as a receiver checks it after Standard Webhooks. */
export function isSigned({ headers, body }: Received, secret: string): boolean {
  const content = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const right = `v1,${createHmac('sha256', key).update(content).digest('base64')}`;
  return String(headers['webhook-signature']).split(' ').includes(right);
}
