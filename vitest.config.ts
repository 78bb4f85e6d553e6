import { defineConfig } from 'vitest/config';
import { GuardsFirst } from './test/support/guards-first.ts';

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
