import { exampleRunner } from '../../support/example-runner.ts';
import { exchangeFindings } from '../../support/exchange-findings.ts';
import { refusalFindings } from '../../support/refusal.ts';
import { withoutWriting } from '../../support/rule.ts';
import type { Mounted, Surface } from '../../support/surface.ts';
import { openWorld } from '../../support/world.ts';

/** A problem that no request meets in the usual configuration: shown by the operation's own example in another one. */
export interface SpecialCase {
  readonly operation: string;
  readonly code: string;
  /** Why no failure of the example can show it. */
  readonly reason: string;
  readonly bindings: Readonly<Record<string, string>>;
}

/** Declared problems that nothing shows, and shown ones that are not declared. */
export function declarationFindings(surface: Surface, specialCases: readonly SpecialCase[]): string[] {
  const unshown = surface.mounted.flatMap(({ operation, example }) => {
    const shown = [...Object.keys(example.failures ?? {}), ...codesOf(specialCases, operation.id)];
    const declared = Object.keys(operation.problems);
    return [
      ...declared
        .filter((code) => !shown.includes(code))
        .map((code) => `${operation.id}: nothing shows ${code}`),
      ...shown
        .filter((code) => !declared.includes(code))
        .map((code) => `${operation.id}: shows ${code}, which it does not declare`),
    ];
  });
  const known = new Set(surface.mounted.map(({ operation }) => operation.id));
  const lost = specialCases.filter((one) => !known.has(one.operation));
  return [...unshown, ...lost.map((one) => `${one.operation}: a special case of no operation`)];
}

function codesOf(specialCases: readonly SpecialCase[], operationId: string): string[] {
  return specialCases.filter(({ operation }) => operation === operationId).map(({ code }) => code);
}

/** Whether the operation really answers this problem, in both languages, and leaves everything as it was. */
export async function failureFindings(
  { operation }: Mounted,
  code: string,
  surface: Surface,
  specialCase?: SpecialCase,
): Promise<string[]> {
  const world = await openWorld(surface);
  const examples = exampleRunner(world);
  const failing = await examples.failure(operation.id, code);
  const request = failing ?? (specialCase && (await examples.request(operation.id)));
  const status = operation.problems[code]?.status;
  if (request === undefined || status === undefined) return [`nothing shows ${code}`];
  const there = specialCase ? world.within({ bindings: specialCase.bindings }) : world;
  const findings = await withoutWriting(world, () =>
    refusalFindings((headers) => there.ask(operation, request, { headers }), { status, code }),
  );
  await world.database.drop();
  return [...findings, ...exchangeFindings(surface, world.exchanges)];
}
