import { Agent, createServer, type IncomingMessage, type ServerResponse, request as send } from 'node:http';
import { pipeline } from 'node:stream';
import { negotiateLocale, newId, parts, problemResponse, refuseCommon } from '@keyline/kernel';
import { type Caller, callerOf, endToEndHeaders, forwardedHeaders } from './front-headers.ts';
import { type Address, listen, stopListening } from './listening.ts';

export interface FrontOptions extends Address {
  /** Where the edge Worker listens, asked anew for every request; undefined while it does not. */
  readonly target: () => URL | undefined;
  /** Whether a proxy in front of this server is to be believed about the client's address and scheme. */
  readonly trustProxy: boolean;
  readonly log: (line: string) => void;
  /** Answers what is for this machine alone; false for all that is for the Workers. */
  readonly local?: ((request: IncomingMessage, response: ServerResponse) => boolean) | undefined;
}

export interface Front {
  /** Where people reach it, without a trailing slash. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * The server that stands where Cloudflare's own front stands in production: it alone tells the Workers the
 * client's address and takes headers away that only the platform may set. Throws a Failure when the port
 * is not free.
 */
export async function openFront(options: FrontOptions): Promise<Front> {
  // workerd hangs up after 5 s of silence; a connection it is about to close must not be chosen again.
  const agent = new Agent({ keepAlive: true, timeout: 4_000, maxFreeSockets: 256 });
  const server = createServer({ keepAliveTimeout: 65_000 }, (request, response) => {
    const caller = callerOf(request, options.trustProxy);
    if (caller === undefined) response.writeHead(400).end();
    else if (!options.local?.(request, response)) forward(request, response, caller, agent, options);
  });
  const url = await listen(server, options);
  return {
    url,
    async close() {
      await stopListening(server);
      agent.destroy();
    },
  };
}

function forward(
  request: IncomingMessage,
  response: ServerResponse,
  caller: Caller,
  agent: Agent,
  { target, log }: FrontOptions,
): void {
  const edge = target();
  if (edge === undefined) return void answerUnavailable(request, response, caller);
  const outgoing = send({
    agent,
    hostname: edge.hostname,
    port: edge.port,
    method: request.method ?? 'GET',
    path: caller.url,
    headers: forwardedHeaders(request.rawHeaders, caller),
    setHost: false,
  });
  outgoing.on('response', (incoming) => {
    const headers = endToEndHeaders(incoming.rawHeaders);
    response.writeHead(incoming.statusCode ?? 502, incoming.statusMessage, headers);
    pipeline(incoming, response, (error) => {
      if (error) outgoing.destroy();
    });
  });
  outgoing.on('error', (error) => {
    if (response.destroyed) return;
    if (response.headersSent) return void response.destroy();
    log(`${request.method} ${request.url}: ${error.message}`);
    void answerUnavailable(request, response, caller);
  });
  response.on('close', () => {
    if (!response.writableFinished) outgoing.destroy();
  });
  request.pipe(outgoing);
}

async function answerUnavailable(
  request: IncomingMessage,
  response: ServerResponse,
  caller: Caller,
): Promise<void> {
  const problem = refuseCommon('service.unavailable', {
    values: { part: parts.edge },
    headers: { 'Retry-After': '5' },
  });
  const answer = problemResponse(problem, {
    origin: new URL(caller.url).origin,
    locale: negotiateLocale(request.headers['accept-language']),
    requestId: newId('request'),
  });
  response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text());
}
