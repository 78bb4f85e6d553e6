import type { IncomingMessage } from 'node:http';

/** Who asks, and for what. */
export interface Caller {
  /** The absolute URL that was asked for. */
  readonly url: string;
  readonly address: string;
}

/** RFC 9110, 7.6.1: these speak of one connection only. */
const hopByHop = new Set([
  'connection',
  'expect',
  'keep-alive',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'upgrade',
]);

/** Headers that only Cloudflare (`cf-`) or the simulator (`mf-`) may set. */
const platformHeader = /^(cf|mf)-/;

/** Reads the request's URL and its sender; undefined when it names no host or no path. */
export function callerOf(request: IncomingMessage, trustProxy: boolean): Caller | undefined {
  const host = request.headers.host ?? 'localhost';
  const target = request.url ?? '/';
  const scheme = trustProxy && lastOf(request.headers['x-forwarded-proto']) === 'https' ? 'https' : 'http';
  // RFC 9112, 3.2.2: a server accepts the absolute form, too; then its host counts.
  const text = target.startsWith('/') ? `${scheme}://${host}${target}` : target;
  if (!/^[a-z0-9.:[\]_-]+$/i.test(host) || !URL.canParse(text) || !/^https?:/i.test(text)) return undefined;
  const forwarded = trustProxy ? lastOf(request.headers['x-forwarded-for']) : undefined;
  return { url: new URL(text).href, address: forwarded ?? plainAddress(request.socket.remoteAddress ?? '') };
}

/** The request's headers for the edge Worker, flat as Node takes them: `[name, value, name, value, ...]`. */
export function forwardedHeaders(rawHeaders: readonly string[], caller: Caller): string[] {
  return [...endToEndHeaders(rawHeaders, platformHeader), 'CF-Connecting-IP', caller.address];
}

/** Headers that are meant for the other end, without those that match `refused`. */
export function endToEndHeaders(rawHeaders: readonly string[], refused?: RegExp): string[] {
  const pairs = pairsOf(rawHeaders);
  const named = pairs
    .filter(([name]) => name.toLowerCase() === 'connection')
    .flatMap(([, value]) => value.toLowerCase().split(','))
    .map((name) => name.trim());
  return pairs
    .filter(([name]) => {
      const lower = name.toLowerCase();
      return !hopByHop.has(lower) && !named.includes(lower) && !refused?.test(lower);
    })
    .flat();
}

function pairsOf(flat: readonly string[]): [name: string, value: string][] {
  return flat.flatMap((name, index): [string, string][] =>
    index % 2 === 0 ? [[name, flat[index + 1] ?? '']] : [],
  );
}

/** The nearest proxy writes last. */
function lastOf(header: string | readonly string[] | undefined): string | undefined {
  const text = typeof header === 'string' ? header : header?.join(',');
  return text?.split(',').at(-1)?.trim() || undefined;
}

/** An IPv4 address that arrived at an IPv6 socket is written as IPv4. */
function plainAddress(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '');
}
