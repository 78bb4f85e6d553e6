import { describe, expect, test } from 'vitest';
import { notBuilt } from './workers.ts';

describe('a Worker that does not build', () => {
  test('is named with the first fault and its place, in one line', () => {
    const heading = new Error('Build failed with 2 errors:\nsrc/a.ts:3:1: ERROR: Could not resolve "x"');
    const errors = [
      { text: 'Could not resolve "x"', location: { file: 'workers/tickets/src/app.ts', line: 3 } },
      { text: 'Unexpected token', location: null },
    ];
    expect(notBuilt('tickets', Object.assign(heading, { errors })).message).toBe(
      'The Worker tickets does not build: workers/tickets/src/app.ts:3: Could not resolve "x"',
    );
  });

  test('is named with what else went wrong', () => {
    expect(notBuilt('edge', new Error('no such folder\nat line 1')).message).toBe(
      'The Worker edge does not build: no such folder',
    );
  });
});
