import { describe, expect, test } from 'vitest';
import { parseToml } from './toml.ts';

describe('a wrangler file', () => {
  test('is read with its tables, lists of tables and values', () => {
    const text = `
# What it is called.
name = "keyline#1" # really
workers_dev = false
paths = ["/a", "/b"]

[triggers]
crons = [
  "* * * * *", # every minute
]

[[queues.consumers]]
queue = "a"
max_retries = 10

[[queues.consumers]]
queue = "b"
`;
    expect(parseToml(text)).toEqual({
      name: 'keyline#1',
      workers_dev: false,
      paths: ['/a', '/b'],
      triggers: { crons: ['* * * * *'] },
      queues: { consumers: [{ queue: 'a', max_retries: 10 }, { queue: 'b' }] },
    });
  });

  test('of another form is refused', () => {
    expect(() => parseToml('name: keyline')).toThrow('name: keyline');
  });
});
