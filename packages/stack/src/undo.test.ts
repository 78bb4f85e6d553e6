import { expect, test } from 'vitest';
import { Undo } from './undo.ts';

test('what was made last is undone first, once, and a step that fails stops no other', async () => {
  const done: string[] = [];
  const undo = new Undo();
  undo.add(async () => void done.push('first'));
  undo.add(async () => {
    throw new Error('stuck');
  });
  undo.add(async () => void done.push('last'));
  await expect(undo.run()).rejects.toThrow('stuck');
  expect(done).toEqual(['last', 'first']);
  await undo.run();
  expect(done).toHaveLength(2);
});
