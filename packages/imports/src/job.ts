import type { Bucket, Job, Runtime } from '@keyline/http';
import { newId } from '@keyline/kernel';
import { isUnavailable, type TenantStore } from '@keyline/store';
import { fail } from './end-import.ts';
import type { AnyRunner, ImportKind } from './kind.ts';
import * as records from './records.ts';
import type { Run, RunOutcome } from './run.ts';

/** Imports per run of the job, and how long a run may take, in milliseconds of real time: the next minute goes on. */
const mostImports = 20;
const budgetMs = 40_000;
/** Longest turn of one import while others wait. */
const turnMs = 10_000;
/** Runs that may break off at the same row. */
const mostBreakdowns = 5;

/** One import as it was found: whose it is and of which kind. */
export interface OpenImport {
  readonly tenantId: string;
  readonly id: string;
  readonly kind: string;
}

/** What a Worker imports: its kinds, and what runs them, loaded when there is something to run. */
export interface Importing {
  readonly kinds: readonly ImportKind[];
  runners(): Promise<readonly AnyRunner[]>;
  bucketOf(runtime: Runtime): Bucket;
}

/** Goes on with the imports of these kinds, in all tenants, in turns. */
export function importJob(importing: Importing): Job {
  const kinds = importing.kinds.map(({ key }) => key);
  return {
    name: 'run-imports',
    async run({ system, runtime }) {
      const end = runtime.clock.now() + budgetMs;
      let open: readonly (OpenImport & { readonly createdBy: string })[] = await system.findOpenImports(
        kinds,
        mostImports,
      );
      while (open.length > 0 && runtime.clock.now() < end) {
        const turn = open.length === 1 ? budgetMs : turnMs;
        const left: (typeof open)[number][] = [];
        for (const one of open) {
          const until = Math.min(end, runtime.clock.now() + turn);
          const store = system.forTenant(one.tenantId, one.createdBy);
          const outcome = await runOnce(one, { importing, store, runtime, until });
          if (outcome === 'open') left.push(one);
        }
        open = left;
      }
    },
  };
}

/** What a run is given of the world. */
export interface RunGiven {
  readonly importing: Importing;
  /** Of whoever asked for the import. */
  readonly store: TenantStore;
  readonly runtime: Runtime;
  /** Real time, milliseconds. */
  readonly until: number;
}

/** One run of one import. One that breaks off at the same row again and again is given up. */
export async function runOnce(
  { id, kind, tenantId }: OpenImport,
  { importing, store, runtime, until }: RunGiven,
): Promise<RunOutcome> {
  const runner = (await importing.runners()).find((one) => one.kind.key === kind);
  if (runner === undefined) throw new Error(`no runner of imports of ${kind}`);
  const { runImport } = await import('./run-import.ts');
  const bucket = importing.bucketOf(runtime);
  const name = newId('request');
  const run: Run = { id, runner, store, tenantId, bucket, clock: runtime.clock, until, name };
  try {
    return await runImport(run);
  } catch (error) {
    // A database that cannot be reached says nothing about the import.
    if (isUnavailable(error)) throw error;
    const { breakdowns, rowsRead } = await records.brokenDown(store, id);
    if (breakdowns < mostBreakdowns) throw error;
    console.error({ message: 'import given up', importId: id, tenantId });
    return fail(run, 'import.broke_down', { row: rowsRead + 1 });
  }
}
