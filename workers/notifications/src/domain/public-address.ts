import { type AddressRange, covers, parseAddress, parseRange } from '@keyline/kernel';

/** Networks that are not the public Internet: IANA's registries of special-purpose addresses. */
const privateRanges: readonly AddressRange[] = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '224.0.0.0/3',
  '::/96',
  '64:ff9b::/96',
  '64:ff9b:1::/48',
  '100::/64',
  '2001::/32',
  '2002::/16',
  'fc00::/7',
  'fe80::/10',
  'ff00::/8',
].flatMap((text) => parseRange(text) ?? []);

const privateNames = /(^|\.)(localhost|local|localdomain|internal|intranet|lan|home\.arpa)$/;

/**
 * Whether a host, as `URL.hostname` spells it, may lie in the public Internet: no private or loopback address, no
 * name that only a private network knows. Where a public name leads is for whoever connects.
 */
export function mayBePublic(hostname: string): boolean {
  const bare = hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '');
  const address = parseAddress(bare);
  if (address !== undefined) return !privateRanges.some((range) => covers(range, address));
  return bare.includes('.') && !privateNames.test(bare);
}
