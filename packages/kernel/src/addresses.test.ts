import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { covers, formatRange, networkOf, parseAddress, parseRange, rangeAround } from './addresses.ts';

const spelled = (text: string) => {
  const range = parseRange(text);
  return range && formatRange(range);
};

describe('an address or a range has one spelling', () => {
  test.each([
    ['192.0.2.10', '192.0.2.10'],
    ['192.0.2.10/32', '192.0.2.10'],
    ['192.0.2.0/24', '192.0.2.0/24'],
    ['0.0.0.0/0', '0.0.0.0/0'],
    ['2001:DB8:0:0:0::1', '2001:db8::1'],
    ['2001:0db8::/32', '2001:db8::/32'],
    ['2001:db8::1/128', '2001:db8::1'],
    ['1:2:3:4:5:6:7:8', '1:2:3:4:5:6:7:8'],
    ['::', '::'],
    ['::1', '::1'],
    ['::ffff:192.0.2.10', '192.0.2.10'],
    ['::ffff:192.0.2.0/120', '192.0.2.0/24'],
  ])('%s is %s', (text, spelling) => {
    expect(spelled(text)).toBe(spelling);
  });

  test('whatever the address is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), fc.nat(128), (address, prefix) => {
        const one = parseAddress(address);
        if (one === undefined) throw new Error(`not read: ${address}`);
        const range = rangeAround(one, prefix);
        expect(parseRange(formatRange(range))).toEqual(range);
        expect(covers(range, one)).toBe(true);
      }),
    );
  });
});

test.each([
  '',
  '192.0.2',
  '192.0.2.1.1',
  '192.0.2.256',
  '192.0.2.010',
  '192.0.2.1/24',
  '192.0.2.0/33',
  '192.0.2.0/',
  '192.0.2.0/024',
  '192.0.2.0/24/8',
  '192.0.2.0/-1',
  '0xc0.0.2.1',
  '3221225994',
  ' 192.0.2.1',
  '192.0.2.1\n',
  '2001:db8::1/64',
  '2001:db8::/129',
  '2001:db8::1::2',
  'fe80::1%eth0',
  '[2001:db8::1]',
  '2001:db8::1]/#',
  '1:2:3:4:5:6:7',
  'example.cn',
  '/24',
])('%j is neither an address nor a range', (text) => {
  expect(parseRange(text)).toBeUndefined();
});

test('a range is no address', () => {
  expect(parseAddress('192.0.2.0/24')).toBeUndefined();
});

describe('a range covers what begins as it does', () => {
  test.each<[string, string, boolean]>([
    ['192.0.2.0/24', '192.0.2.255', true],
    ['192.0.2.0/24', '192.0.3.0', false],
    ['192.0.2.0/24', '192.0.2.128/25', true],
    ['192.0.2.128/25', '192.0.2.0/24', false],
    ['0.0.0.0/0', '2001:db8::1', false],
    ['::/0', '192.0.2.1', false],
    ['2001:db8::/32', '2001:db8:ffff::1', true],
    ['2001:db8::/32', '2001:db9::', false],
    ['192.0.2.1', '192.0.2.1', true],
  ])('%s, %s: %j', (outer, inner, expected) => {
    const [one, other] = [parseRange(outer), parseRange(inner)];
    expect(one && other && covers(one, other)).toBe(expected);
  });
});

test('an address stands in the range of any length around it', () => {
  const address = parseAddress('2001:db8:1:2:3::4');
  expect(address && formatRange(rangeAround(address, 64))).toBe('2001:db8:1:2::/64');
  expect(address && formatRange(rangeAround(address, 128))).toBe('2001:db8:1:2:3::4');
});

test.each([
  ['192.0.2.10', '192.0.2.10'],
  ['::ffff:192.0.2.10', '192.0.2.10'],
  ['2001:DB8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['nonsense', 'unknown'],
  [null, 'unknown'],
])('%s is counted as %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});
