import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FileReader } from './index.ts';
import { execute, startTestServer } from './test-support.ts';

test('a file is read beside its server, which goes on writing', async () => {
  const { send, directory } = startTestServer();
  await send([execute('CREATE TABLE t (a)')]);
  const reader = new FileReader(join(directory, 'main.db'));
  expect(reader.rows('SELECT a FROM t')).toEqual([]);
  await send([execute("INSERT INTO t VALUES (1), ('x')")]);
  expect(reader.rows('SELECT a FROM t')).toEqual([[1n], ['x']]);
  reader.close();
});

test('the version tells whether anything was committed, and by nothing else', async () => {
  const { send, directory } = startTestServer();
  await send([execute('CREATE TABLE t (a)')]);
  const reader = new FileReader(join(directory, 'main.db'));
  const first = reader.version();
  await send([execute('SELECT a FROM t')]);
  await send([execute('BEGIN IMMEDIATE'), execute('INSERT INTO t VALUES (1)'), execute('ROLLBACK')]);
  expect(reader.version()).toBe(first);
  await send([execute('INSERT INTO t VALUES (1)')]);
  expect(reader.version()).not.toBe(first);
  reader.close();
});
