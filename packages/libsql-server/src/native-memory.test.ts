import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { CONNECTION_KIB, noteNativeGarbage } from './native-memory.ts';

/** A weak reference keeps its target alive until the end of the job that made it. */
async function forgottenObject(): Promise<WeakRef<object>> {
  const reference = new WeakRef({});
  await nextTurn();
  return reference;
}

test('wrappers of native objects are collected once enough of them were let go of', async () => {
  const wrapper = await forgottenObject();
  const enough = Math.max(16 * 1024, process.memoryUsage().heapUsed / 1024 / 4);
  for (let noted = 0; noted <= enough; noted += CONNECTION_KIB) noteNativeGarbage(CONNECTION_KIB);
  await nextTurn();
  await nextTurn();
  expect(wrapper.deref()).toBeUndefined();
});
