import { createServer, type IncomingMessage, type ServerResponse, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, test } from 'vitest';
import { Failure } from './failure.ts';
import { type Front, type FrontOptions, openFront } from './front.ts';

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

async function edgeThat(handler: Handler): Promise<URL> {
  const server = createServer(handler);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
}

async function frontOf(target: URL | undefined, options: Partial<FrontOptions> = {}): Promise<Front> {
  const front = await openFront({
    host: '127.0.0.1',
    port: 0,
    trustProxy: false,
    target: () => target,
    log: () => undefined,
    ...options,
  });
  closers.push(front.close);
  return front;
}

/** Tells back what the edge got. */
const mirror: Handler = (request, response) => {
  response.setHeader('Content-Type', 'application/json');
  response.end(JSON.stringify({ target: request.url, headers: request.headers }));
};

async function seenBehind(headers: Record<string, string>, options: Partial<FrontOptions> = {}) {
  const front = await frontOf(await edgeThat(mirror), options);
  const response = await fetch(`${front.url}/v1/me?x=1`, { headers });
  return (await response.json()) as { target: string; headers: Record<string, string> };
}

describe('what the Workers learn of a request', () => {
  test('the client address is the socket’s, whatever the client says', async () => {
    const { headers } = await seenBehind({
      'CF-Connecting-IP': '203.0.113.9',
      'CF-Ray': 'x',
      'MF-CF-Blob': '{"clientIp":"203.0.113.9:1"}',
      'X-Forwarded-For': '203.0.113.9',
    });
    expect(headers['cf-connecting-ip']).toBe('127.0.0.1');
    expect(Object.keys(headers).filter((name) => /^(mf-|cf-ray)/.test(name))).toEqual([]);
  });

  test('a trusted proxy is believed in what it wrote last, and in its scheme', async () => {
    const { target, headers } = await seenBehind(
      { 'X-Forwarded-For': '203.0.113.9, 198.51.100.7', 'X-Forwarded-Proto': 'https' },
      { trustProxy: true },
    );
    expect(headers['cf-connecting-ip']).toBe('198.51.100.7');
    expect(target).toMatch(/^https:\/\/127\.0\.0\.1:\d+\/v1\/me\?x=1$/);
  });

  test('headers of the connection stay behind, with those that Connection names', async () => {
    const { target, headers } = await new Promise<{ target: string; headers: Record<string, string> }>(
      (resolve, reject) => {
        void edgeThat(mirror)
          .then((edge) => frontOf(edge))
          .then(({ url }) => {
            const { hostname, port } = new URL(url);
            const headersSent = {
              Connection: 'X-Private',
              'X-Private': '1',
              TE: 'trailers',
              'X-Public': '2',
            };
            send({ hostname, port, path: '/v1/me', headers: headersSent }, (response) => {
              text(response).then((body) => resolve(JSON.parse(body)), reject);
            }).end();
          });
      },
    );
    expect(target).toMatch(/^http:\/\//);
    expect(headers['x-private']).toBeUndefined();
    expect(headers.te).toBeUndefined();
    expect(headers['x-public']).toBe('2');
  });
});

describe('passing on', () => {
  test('a body streams in both directions and keeps status and headers', async () => {
    const edge = await edgeThat((request, response) => {
      response.writeHead(207, { 'X-Answer': 'yes' });
      request.pipe(response);
    });
    const front = await frontOf(edge);
    const body = 'x'.repeat(300_000);
    const response = await fetch(`${front.url}/v1/imports`, { method: 'POST', body });
    expect(response.status).toBe(207);
    expect(response.headers.get('X-Answer')).toBe('yes');
    expect(await response.text()).toBe(body);
  });

  test('a client that goes away takes its request with it', async () => {
    let gone: (() => void) | undefined;
    const abandoned = new Promise<void>((resolve) => {
      gone = resolve;
    });
    const aborter = new AbortController();
    const edge = await edgeThat((request, response) => {
      request.resume();
      response.on('close', () => gone?.());
      aborter.abort();
    });
    const front = await frontOf(edge);
    await expect(fetch(`${front.url}/v1/me`, { signal: aborter.signal })).rejects.toThrow('aborted');
    await abandoned;
  });

  test('a HEAD request is answered without a body', async () => {
    const front = await frontOf(await edgeThat(mirror));
    const response = await fetch(`${front.url}/docs`, { method: 'HEAD' });
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('');
  });
});

describe('when there is nobody to pass on to', () => {
  test.each([
    ['while the stack starts', undefined],
    ['when the Workers are gone', new URL('http://127.0.0.1:1')],
  ])('%s the answer is a problem that says when to come back', async (_, target) => {
    const front = await frontOf(target);
    const response = await fetch(`${front.url}/v1/me`, { headers: { 'Accept-Language': 'zh-CN' } });
    expect(response.status).toBe(503);
    expect(response.headers.get('Retry-After')).toBe('5');
    expect(await response.json()).toMatchObject({
      code: 'service.unavailable',
      type: `${front.url}/docs/problems/service.unavailable`,
      title: '服务暂不可用',
    });
  });

  test('a request without a usable host is refused', async () => {
    const front = await frontOf(await edgeThat(mirror));
    const { hostname, port } = new URL(front.url);
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(Number(port), hostname, () =>
        socket.write('GET / HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n'),
      );
      text(socket).then(resolve);
    });
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  });

  test('a busy port is told in one line', async () => {
    const front = await frontOf(undefined);
    const port = Number(new URL(front.url).port);
    await expect(frontOf(undefined, { port })).rejects.toThrow(new RegExp(`^Port ${port} is busy`));
    await expect(frontOf(undefined, { port })).rejects.toBeInstanceOf(Failure);
  });
});
