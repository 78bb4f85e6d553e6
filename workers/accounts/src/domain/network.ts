/**
 * The network that failures from an address are held against: an IPv4 address itself, of an IPv6 address its first
 * 64 bits, since whoever has one of those networks has all of its addresses.
 */
export function networkOf(address: string): string {
  const url = URL.parse(`http://[${address}]/`);
  if (url === null) return address;
  const groups = groupsOf(url.hostname.slice(1, -1));
  const isMapped = groups.slice(0, 6).join(':') === '0:0:0:0:0:ffff';
  return isMapped ? ipv4Of(groups.slice(6)) : `${groups.slice(0, 4).join(':')}::/64`;
}

/** The eight groups of an IPv6 address as the URL standard writes it: at most one run of zeros is left out. */
function groupsOf(address: string): string[] {
  const [head = [], tail] = address.split('::').map((half) => half.split(':').filter(Boolean));
  if (tail === undefined) return head;
  return [...head, ...Array.from({ length: 8 - head.length - tail.length }, () => '0'), ...tail];
}

/** The IPv4 address that two groups of an IPv6 address stand for. */
function ipv4Of(groups: readonly string[]): string {
  return groups
    .map((group) => Number.parseInt(group, 16))
    .flatMap((group) => [group >> 8, group & 255])
    .join('.');
}
