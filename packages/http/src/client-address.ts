import { formatRange, parseAddress, rangeAround } from '@keyline/kernel';

/** The client's address as the platform saw it. */
export function addressOf(request: Request): string | null {
  return request.headers.get('CF-Connecting-IP');
}

/** One customer of a network provider commonly holds all IPv6 addresses that share so many bits. */
const customerBits = 64;

/** For whom an address is counted: an IPv4 address for itself, an IPv6 address with its whole network. */
export function networkOf(address: string | null): string {
  const parsed = parseAddress(address ?? '');
  if (parsed === undefined) return 'unknown';
  return formatRange(parsed.family === 4 ? parsed : rangeAround(parsed, customerBits));
}
