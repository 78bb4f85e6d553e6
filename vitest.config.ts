import { defineConfig } from 'vitest/config';

/** What these set up, such as certificates to trust, is read once by a process. */
const alone = ['packages/channels/src/send-mail-workerd.test.ts'];
const exclude = ['**/node_modules/**', '**/dist/**'];

export default defineConfig({
  test: {
    // Vitest would leave one core to the person who watches; whoever runs all of this waits for it.
    maxWorkers: '100%',
    testTimeout: 20_000,
    hookTimeout: 60_000,
    setupFiles: ['packages/testkit/src/tidy-up.ts'],
    projects: [
      { extends: true, test: { name: 'alone', include: alone, exclude } },
      {
        extends: true,
        test: {
          name: 'together',
          include: [
            'packages/**/*.test.ts',
            'workers/**/*.test.ts',
            'test/**/*.test.ts',
            'bench/**/*.test.ts',
          ],
          exclude: [...exclude, ...alone],
          // A process loads the Workers once for all of its files: to load them for each took longer than the tests.
          isolate: false,
        },
      },
    ],
  },
});
