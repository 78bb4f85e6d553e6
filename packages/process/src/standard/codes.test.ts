import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { standardProcesses } from './index.ts';

/** The definitions as tenants have them, by the codes under which they received them. */
const given: Readonly<Record<string, string>> = {
  '1ead01': 'ca4fce2db3d64e78',
  c0ntr4: '0cbd3b2dd8901243',
  pp0rt5: '0320799021f6b52f',
  reta1n: 'cf597b09f1806027',
  t1cke3: '11eb24c85fb66d36',
};

test('a definition that changed has a new code: under its old one no tenant would receive it', () => {
  const now = standardProcesses.map(({ code, definition }) => {
    const digest = createHash('sha256').update(JSON.stringify(definition)).digest('hex');
    return [code, digest.slice(0, 16)] as const;
  });
  expect(Object.fromEntries(now)).toEqual(given);
});
