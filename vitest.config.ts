import { relative } from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Runs the tests of the whole before all others: they take longest, and one that begins last has one core work and the
 * others wait. Vitest knows what took long only where it ran before.
 */
class GuardsFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isGuard = ({ moduleId }: TestSpecification) =>
      relative(this.ctx.config.root, moduleId).startsWith('test/');
    const sorted = await super.sort(files);
    return [...sorted.filter(isGuard), ...sorted.filter((file) => !isGuard(file))];
  }
}

export default defineConfig({
  test: {
    include: ['packages/**/*.test.ts', 'workers/**/*.test.ts', 'test/**/*.test.ts', 'bench/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    // Vitest would leave one core to the person who watches; whoever runs all of this waits for it.
    maxWorkers: '100%',
    // A process loads the Workers once for all of its files: to load them for each took longer than the tests.
    isolate: false,
    setupFiles: ['packages/testkit/src/tidy-up.ts'],
    sequence: { sequencer: GuardsFirst },
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
