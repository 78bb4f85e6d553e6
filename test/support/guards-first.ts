import { relative } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Runs the tests of the whole before all others: they take longest, and one that begins last has one core work and the
 * others wait. Vitest knows what took long only where it ran before.
 */
export class GuardsFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isGuard = ({ moduleId }: TestSpecification) =>
      relative(this.ctx.config.root, moduleId).startsWith('test/');
    const sorted = await super.sort(files);
    return [...sorted.filter(isGuard), ...sorted.filter((file) => !isGuard(file))];
  }
}
