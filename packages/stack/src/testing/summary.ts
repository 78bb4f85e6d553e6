import * as v from 'valibot';

/** How many tests there were, and how they ended. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const report = v.object({
  success: v.boolean(),
  numPassedTests: v.number(),
  numFailedTests: v.number(),
  numPendingTests: v.number(),
  numTodoTests: v.number(),
  testResults: v.array(
    v.object({ status: v.string(), assertionResults: v.array(v.object({ status: v.string() })) }),
  ),
});

/**
 * Reads Vitest's JSON report. A file that could not even be loaded has no tests in it, so it counts as one
 * failed; so does a run that ended badly without a failed test, as one with an error outside of any test.
 */
export function countsOf(json: string, endedWell: boolean): Counts {
  const found = v.parse(v.pipe(v.string(), v.parseJson(), report), json);
  const unloaded = found.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && assertionResults.every((assertion) => assertion.status !== 'failed'),
  ).length;
  const failed = found.numFailedTests + unloaded;
  return {
    passed: found.numPassedTests,
    failed: endedWell && found.success ? failed : Math.max(failed, 1),
    skipped: found.numPendingTests + found.numTodoTests,
  };
}

/** Adds up the counts of several runs. */
export function sum(all: readonly Counts[]): Counts {
  return {
    passed: all.reduce((total, { passed }) => total + passed, 0),
    failed: all.reduce((total, { failed }) => total + failed, 0),
    skipped: all.reduce((total, { skipped }) => total + skipped, 0),
  };
}

/** The line with which `npm test` ends. */
export function summaryLine({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
