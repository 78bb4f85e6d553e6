import { exampleRunner } from '../support/example-runner.ts';
import type { Tenant } from '../support/tenants.ts';
import type { World } from '../support/world.ts';

/**
 * Gives a tenant one of everything that examples make, and what the examples of problems build on: records
 * with credit codes and external ids, trees of accounts. Another tenant comes to have the same under the same
 * names; a second round makes more, under other names.
 */
export async function populate(world: World, tenant: Tenant, rounds = 1): Promise<void> {
  const runner = exampleRunner(world, tenant);
  const own = world.surface.mounted.filter(({ operation }) => operation.permission !== 'anonymous');
  for (let round = 1; round <= rounds; round += 1) {
    for (const { operation } of own) await runner.run(operation.id);
    if (round > 1) continue;
    const shown = new Map(
      own.flatMap(({ operation, example }) =>
        Object.keys(example.failures ?? {}).map((code) => [code, operation.id] as const),
      ),
    );
    // Each problem once: what two examples build on for the same problem may exclude each other.
    for (const [code, operationId] of shown) await runner.failure(operationId, code);
  }
}
