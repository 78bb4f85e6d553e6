import { describe, expect, test } from 'vitest';
import { countsOf, sum, summaryLine } from './summary.ts';

const report = (changes: Record<string, unknown>) =>
  JSON.stringify({
    success: true,
    numPassedTests: 0,
    numFailedTests: 0,
    numPendingTests: 0,
    numTodoTests: 0,
    testResults: [],
    ...changes,
  });

describe('the counts of a run', () => {
  test('are those of its report', () => {
    const json = report({ numPassedTests: 7, numPendingTests: 1, numTodoTests: 1 });
    expect(countsOf(json, true)).toEqual({ passed: 7, failed: 0, skipped: 2 });
  });

  test('count a file that does not load as one failed', () => {
    const testResults = [
      { status: 'failed', assertionResults: [] },
      { status: 'failed', assertionResults: [{ status: 'failed' }, { status: 'passed' }] },
    ];
    const json = report({ success: false, numPassedTests: 1, numFailedTests: 1, testResults });
    expect(countsOf(json, true)).toEqual({ passed: 1, failed: 2, skipped: 0 });
  });

  test('hold a failure when the run failed outside of any test', () => {
    const oneFailed = { passed: 3, failed: 1, skipped: 0 };
    expect(countsOf(report({ success: false, numPassedTests: 3 }), true)).toEqual(oneFailed);
    expect(countsOf(report({ numPassedTests: 3 }), false)).toEqual(oneFailed);
  });

  test('add up and end in one plain line', () => {
    const total = sum([
      { passed: 1, failed: 0, skipped: 0 },
      { passed: 40, failed: 2, skipped: 3 },
    ]);
    expect(summaryLine(total)).toBe('41 passed, 2 failed, 3 skipped');
    expect(summaryLine({ passed: 5, failed: 0, skipped: 0 })).toBe('5 passed, 0 failed');
  });
});
