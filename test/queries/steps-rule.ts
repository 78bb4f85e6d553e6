import type { Errand } from './workload.ts';

/** What a statement may take in a large tenant, of what it takes in a small one. */
const mostGrowth = 1.2;

/** Statements that take more steps in a large tenant than in a small one, one sentence each. */
export function growthFindings(small: readonly Errand[], large: readonly Errand[]): string[] {
  const errands = new Map(large.map((errand) => [errand.what, errand]));
  return small.flatMap(({ what, statements }) => {
    const other = errands.get(what)?.statements ?? [];
    const same = statements.length === other.length && statements.every(({ sql }, i) => sql === other[i]?.sql);
    if (!same) return [`${what}: other statements in the large tenant`];
    return statements.flatMap(({ sql, steps }, i) => {
      const grown = other[i]?.steps ?? 0;
      if (grown <= steps * mostGrowth) return [];
      return [`${what}: ${steps} steps become ${grown} (${(grown / steps).toFixed(2)} times) in: ${sql}`];
    });
  });
}
