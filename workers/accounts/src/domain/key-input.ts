import { formatRange, instantInput, lineField, parseRange } from '@keyline/kernel';
import * as v from 'valibot';

export const keyNameField = lineField(100, 'BOSS 同步');

const rangeField = v.pipe(
  v.string(),
  v.maxLength(50),
  v.check((text) => parseRange(text) !== undefined, 'ip_address'),
  v.transform(inOneSpelling),
  v.metadata({ examples: ['192.0.2.0/24'] }),
);

/** Addresses and ranges from which a key is accepted, each once. */
export const keyAddressesField = v.pipe(
  v.array(rangeField),
  v.minLength(1),
  v.maxLength(50),
  v.transform((ips) => [...new Set(ips)]),
  v.description('Addresses and CIDR ranges, IPv4 or IPv6, from which the key is accepted; null: any.'),
);

export const changeApiKeyBody = v.pipe(
  v.strictObject({
    name: v.exactOptional(keyNameField),
    expiresAt: v.exactOptional(v.nullable(instantInput)),
    ips: v.exactOptional(v.nullable(keyAddressesField)),
  }),
  v.check((body) => Object.keys(body).length > 0, 'nothing_to_change'),
  v.metadata({ examples: [{ name: 'BOSS 同步', ips: ['192.0.2.0/24'] }] }),
);

const day = 24 * 3600;

/** How long the former secret of a rotated key stays good, seconds. */
export const overlapField = v.pipe(
  v.number(),
  v.safeInteger(),
  v.minValue(0),
  v.maxValue(7 * day),
  v.description('Seconds for which the former key is good beside the new one; a day when absent.'),
  v.metadata({ examples: [day] }),
);

export const usualOverlap = day;

function inOneSpelling(text: string): string {
  const range = parseRange(text);
  return range === undefined ? text : formatRange(range);
}
