import { catalogue } from '@keyline/protocol';
import { expect, test } from 'vitest';
import { routedTypes } from './routes.ts';

test('an event that is to reach people is sent here, and of what is sent here somebody hears', () => {
  const sent = Object.entries(catalogue).flatMap(([type, { consumers }]) =>
    (consumers as readonly string[]).includes('notifications') ? [type] : [],
  );
  expect([...routedTypes].sort()).toEqual(sent.sort());
});
