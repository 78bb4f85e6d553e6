import { clockVectors } from './clocks.ts';
import type { Vector } from './given.ts';
import { onceWrongVectors } from './once-wrong.ts';
import { workingTimeVectors } from './working-time.ts';

export type { Simulated, Vector } from './given.ts';

/** The vectors of sla.md in the shape of the API: the package and `POST /v1/sla/simulate` have to tell the same. */
export const slaVectors: readonly Vector[] = [
  ...clockVectors,
  ...workingTimeVectors,
  ...onceWrongVectors,
].toSorted((one, other) => one.number - other.number);
