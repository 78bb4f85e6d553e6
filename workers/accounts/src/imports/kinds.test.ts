import { expect, test } from 'vitest';
import { createImport } from '../commands/create-import.ts';
import { importKinds } from './kinds.ts';

test.each(importKinds.map((kind) => [kind.key, kind] as const))(
  'whoever writes a mapping of %s finds its fields in the reference',
  (key, { fields }) => {
    const told = createImport.description?.split('\n\n').find((line) => line.startsWith(`\`${key}\`: `));
    for (const name of Object.keys(fields)) expect(told).toMatch(new RegExp(`\\b${name}\\b`));
  },
);
