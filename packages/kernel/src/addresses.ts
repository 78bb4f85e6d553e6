/** An IPv4 or IPv6 address, or the range of all that begin with the same `prefix` bits. */
export interface AddressRange {
  readonly family: 4 | 6;
  /** The first address of the range. */
  readonly bits: bigint;
  /** How many leading bits all its addresses share: 32 or 128 is one address. */
  readonly prefix: number;
}

const widths = { 4: 32, 6: 128 } as const;

/**
 * Reads an address (`192.0.2.10`, `2001:db8::1`) or a CIDR range (`192.0.2.0/24`). Undefined for anything else: leading
 * zeros, zones, a prefix that is too long, bits that are set after the prefix. An IPv4 address written as an IPv6 one
 * (`::ffff:192.0.2.10`) is the IPv4 address.
 */
export function parseRange(text: string): AddressRange | undefined {
  const [, address = '', given] = /^([^/]*)(?:\/(0|[1-9]\d{0,2}))?$/.exec(text) ?? [];
  const family = address.includes(':') ? 6 : 4;
  const bits = family === 4 ? bitsOfIpv4(address) : bitsOfIpv6(address);
  const prefix = given === undefined ? widths[family] : Number(given);
  if (bits === undefined || prefix > widths[family]) return undefined;
  const range = asIpv4({ family, bits, prefix });
  return firstOf(range, range.prefix) === range.bits ? range : undefined;
}

/** Reads one address; undefined for a range and for anything else. */
export function parseAddress(text: string): AddressRange | undefined {
  return text.includes('/') ? undefined : parseRange(text);
}

/** The one spelling of a range: RFC 5952 for IPv6, no prefix where it is one address. */
export function formatRange({ family, bits, prefix }: AddressRange): string {
  const address = family === 4 ? formatIpv4(bits) : formatIpv6(bits);
  return prefix === widths[family] ? address : `${address}/${prefix}`;
}

/** Whether every address of `inner` is one of `outer`. */
export function covers(outer: AddressRange, inner: AddressRange): boolean {
  return (
    outer.family === inner.family &&
    outer.prefix <= inner.prefix &&
    firstOf(inner, outer.prefix) === outer.bits
  );
}

/** The range of this prefix length around an address; the address itself where it is shorter than that. */
export function rangeAround(address: AddressRange, prefix: number): AddressRange {
  return prefix >= address.prefix ? address : { ...address, bits: firstOf(address, prefix), prefix };
}

/** Whoever has one IPv6 address commonly has all that share so many bits. */
const customerBits = 64;

/** For whom an address is counted: an IPv4 address for itself, an IPv6 address with its whole /64, else `unknown`. */
export function networkOf(address: string | null): string {
  const parsed = parseAddress(address ?? '');
  if (parsed === undefined) return 'unknown';
  return formatRange(parsed.family === 4 ? parsed : rangeAround(parsed, customerBits));
}

function firstOf({ family, bits }: AddressRange, prefix: number): bigint {
  const rest = BigInt(widths[family] - prefix);
  return (bits >> rest) << rest;
}

const mapped = 0xffffn << 32n;

function asIpv4(range: AddressRange): AddressRange {
  const isMapped = range.family === 6 && range.prefix >= 96 && (range.bits >> 32n) << 32n === mapped;
  return isMapped ? { family: 4, bits: range.bits - mapped, prefix: range.prefix - 96 } : range;
}

function bitsOfIpv4(text: string): bigint | undefined {
  const parts = text.split('.');
  const whole = parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255);
  if (parts.length !== 4 || !whole) return undefined;
  return parts.reduce((bits, part) => (bits << 8n) | BigInt(part), 0n);
}

/** The URL standard knows one spelling of an IPv6 address, in at most eight groups of hexadecimal digits. */
function bitsOfIpv6(text: string): bigint | undefined {
  if (!/^[0-9a-f:.]+$/i.test(text)) return undefined;
  const spelled = URL.parse(`http://[${text}]/`)?.hostname.slice(1, -1);
  if (spelled === undefined) return undefined;
  const [head = [], tail = []] = spelled.split('::').map((side) => side.split(':').filter(Boolean));
  const zeros = Array.from({ length: 8 - head.length - tail.length }, () => '0');
  return [...head, ...zeros, ...tail].reduce((bits, group) => (bits << 16n) | BigInt(`0x${group}`), 0n);
}

function formatIpv4(bits: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => (bits >> shift) & 0xffn).join('.');
}

function formatIpv6(bits: bigint): string {
  const groups = Array.from({ length: 8 }, (_, index) => (bits >> BigInt(16 * (7 - index))) & 0xffffn);
  const written = groups.map((group) => group.toString(16)).join(':');
  return new URL(`http://[${written}]/`).hostname.slice(1, -1);
}
