import { expect, test } from 'vitest';
import { mayBePublic } from './public-address.ts';

const hostOf = (authority: string) => new URL(`https://${authority}/hook`).hostname;

test.each([
  'localhost',
  'localhost.',
  'api.localhost',
  'keyline',
  'boss.internal',
  'printer.local',
  '127.0.0.1',
  '127.1',
  '2130706433',
  '0x7f.1',
  '0177.0.0.1',
  '0.0.0.0',
  '10.1.2.3',
  '100.64.0.1',
  '169.254.169.254',
  '172.31.255.255',
  '192.168.1.1',
  '224.0.0.1',
  '255.255.255.255',
  '[::1]',
  '[::]',
  '[::ffff:127.0.0.1]',
  '[::ffff:a00:1]',
  '[64:ff9b::7f00:1]',
  '[2002:7f00:1::]',
  '[fd00::1]',
  '[fe80::1]',
])('%s is no place for messages', (authority) => {
  expect(mayBePublic(hostOf(authority))).toBe(false);
});

test.each(['boss.example.cn', 'example.cn.', '8.8.8.8', '172.32.0.1', '[2400:3200::1]', '电信.example.cn'])(
  '%s may be public',
  (authority) => {
    expect(mayBePublic(hostOf(authority))).toBe(true);
  },
);
