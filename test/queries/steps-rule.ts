import type { Errand } from './workload.ts';

/** What a statement may take in a large tenant, of what it takes in a small one. */
const mostGrowth = 1.2;

/** Steps that one row takes which a list looks at and does not show: found 10 to 48. */
const stepsPerRow = 50;

/**
 * Statements that take more steps in a large tenant than in a small one, one sentence each. A filtered list may
 * find too little and look on: by no more rows than its window, and that is what it may take more.
 */
export function growthFindings(small: readonly Errand[], large: readonly Errand[], window: number): string[] {
  const errands = new Map(large.map((errand) => [errand.what, errand]));
  return small.flatMap(({ what, statements, filtered }) => {
    const errand = errands.get(what);
    // A second page that the large tenant does not have: filters find less in another place.
    if (errand === undefined && filtered) return [];
    const other = errand?.statements ?? [];
    const same =
      statements.length === other.length && statements.every(({ sql }, i) => sql === other[i]?.sql);
    if (!same) return [`${what}: runs other statements in the large tenant`];
    return statements.flatMap(({ sql, steps }, i) => {
      const grown = other[i]?.steps ?? 0;
      const most = steps * mostGrowth + (filtered ? window * stepsPerRow : 0);
      if (grown <= most) return [];
      return [
        `${what}: ${steps} steps become ${grown}, ${Math.floor(most)} at most, in: ${sql.slice(0, 200)}`,
      ];
    });
  });
}
