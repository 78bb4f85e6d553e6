import type { Bucket } from '@keyline/http';
import type { Clock } from '@keyline/kernel';
import type { Moment, TenantStore } from '@keyline/store';
import type { AnyRunner } from './kind.ts';

/** Nobody else begins for so long after a page, in milliseconds of real time: a runner that died is followed soon. */
export const leaseMs = 15_000;

/** All that a run of one import works with. */
export interface Run {
  readonly id: string;
  readonly runner: AnyRunner;
  readonly store: TenantStore;
  readonly tenantId: string;
  readonly bucket: Bucket;
  readonly clock: Clock;
  /** Real time, milliseconds: no page begins after it. */
  readonly until: number;
  /** Who runs: no two runs have the same name. */
  readonly name: string;
}

/** What came of a run: `open` goes on another time. */
export type RunOutcome = 'done' | 'open' | 'taken';

/** A moment of the job: who asked for the import acts, in the time of the run. */
export function momentOf({ clock }: Run, actor: Moment['actor']): Moment {
  return { actor, now: clock.now(), requestId: null };
}
