import { lookup as resolveName } from 'node:dns/promises';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { mayBePublic } from '@keyline/worker-notifications/domain/public-address';

/** What a receiver is asked, as far as the senders ask it. */
interface Asked {
  readonly method: string;
  readonly url: string;
  readonly headers: Iterable<[string, string]>;
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** What is told of its answer. */
export interface Told {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}

export interface ReceiverOptions {
  /** Addresses that whoever runs the machine has named himself, such as the SMS gateway: they alone may be private. */
  readonly trusted: readonly string[];
  /** All addresses of a name. */
  readonly resolve?: (hostname: string) => Promise<readonly string[]>;
  readonly isPublic?: (address: string) => boolean;
}

/** Longer than any attempt: the sender gives up first. */
const limitMs = 30_000;

/** What a sender reads where nothing was sent, as `packages/channels` knows it. */
const faultHeader = 'X-Receiver-Fault';

class PrivateAddressError extends Error {}

/**
 * Reaches systems outside for the Workers of a machine that may stand in a private network: a name is resolved once, no
 * connection is made when any of its addresses is private, and else to one of those that were looked at. Redirects are
 * not followed. Of the answer nothing but its status and Retry-After is told.
 */
export function openReceivers({
  trusted,
  resolve = addressesOf,
  isPublic = mayBePublic,
}: ReceiverOptions): (asked: Asked) => Promise<Told> {
  const known = new Set(trusted.map((url) => new URL(url).href));
  return async (asked) => {
    const url = new URL(asked.url);
    const body = new Uint8Array(await asked.arrayBuffer());
    try {
      if (known.has(url.href)) return await send(url, asked, body, undefined);
      const hostname = url.hostname.replace(/^\[(.*)\]$/, '$1');
      const addresses = isIP(hostname) ? [hostname] : await resolve(hostname);
      if (addresses.length === 0 || !addresses.every(isPublic)) throw new PrivateAddressError();
      return await send(url, asked, body, addresses);
    } catch (error) {
      const fault = error instanceof PrivateAddressError ? 'private_address' : 'unreachable';
      return { status: 502, headers: { [faultHeader]: fault } };
    }
  };
}

async function addressesOf(hostname: string): Promise<readonly string[]> {
  return (await resolveName(hostname, { all: true })).map(({ address }) => address);
}

/** `addresses`: to where alone it may connect; undefined: to wherever the name leads. */
function send(
  url: URL,
  { method, headers }: Asked,
  body: Uint8Array,
  addresses: readonly string[] | undefined,
): Promise<Told> {
  const request = url.protocol === 'https:' ? requestHttps : requestHttp;
  const sent = Object.fromEntries([...headers].filter(([name]) => !/^(host|connection)$/i.test(name)));
  return new Promise((resolve, reject) => {
    const outgoing = request(url, {
      method,
      headers: { ...sent, 'Content-Length': String(body.length) },
      agent: false,
      signal: AbortSignal.timeout(limitMs),
      ...(addresses !== undefined && { lookup: only(addresses) }),
    });
    outgoing.on('error', reject);
    outgoing.on('response', (answer) => {
      const { statusCode = 502 } = answer;
      const status = statusCode < 200 || statusCode > 599 ? 502 : statusCode;
      const wait = answer.headers['retry-after'];
      answer.destroy();
      resolve({ status, headers: wait === undefined ? {} : { 'Retry-After': wait } });
    });
    outgoing.end(body);
  });
}

/** Answers every question for an address with those that were looked at. */
function only(addresses: readonly string[]): LookupFunction {
  const all = addresses.map((address) => ({ address, family: isIP(address) }));
  return (_, options, answer) => {
    const [first] = all;
    if (options.all) answer(null, all);
    else if (first !== undefined) answer(null, first.address, first.family);
  };
}
