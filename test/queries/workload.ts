import { workerUnderTest } from '@keyline/testkit';
import { exampleRunner } from '../support/example-runner.ts';
import type { Mounted, Surface } from '../support/surface.ts';
import { openWorld, type World } from '../support/world.ts';
import { type Depth, hasFilter, searchOf, subjectOf, type Variant, variantsOf } from './list-variants.ts';
import { type FilledTenant, fillTenant } from './tenant-data.ts';
import { narrowWindow } from './window.ts';

/** One thing that the program was asked to do, with the statements it ran for it. */
export interface Errand {
  /** What was asked, in words that are the same in every tenant. */
  readonly what: string;
  /** A list with a filter, which may find less than a page of what it looks at. */
  readonly filtered: boolean;
  readonly statements: readonly { readonly sql: string; readonly steps: number }[];
}

type Note = (what: string, filtered?: boolean) => void;

/** Rows per page of the lists. Each page has a next one where the tenant has enough rows. */
const limit = '5';

/** A tenant on which the program is put to work. */
export interface WorkingTenant {
  readonly world: World;
  readonly filled: FilledTenant;
  /** Where lists hang on nothing that was filled: on what their examples make, which its maker sees. */
  readonly hanging: ReadonlyMap<string, Readonly<Record<string, string>>>;
}

export async function openTenant(surface: Surface, size: number): Promise<WorkingTenant> {
  const world = await openWorld(surface, { measured: true });
  const filled = await fillTenant(world.database, world.home.tenantId, size);
  await putSeals(world);
  const examples = exampleRunner(world);
  const hanging = new Map<string, Readonly<Record<string, string>>>();
  for (const { operation } of surface.mounted.filter((one) => one.operation.kind === 'list')) {
    if (Object.keys(operation.params).every((name) => name in filled)) continue;
    hanging.set(operation.id, (await examples.request(operation.id)).params ?? {});
  }
  return { world, filled, hanging };
}

/**
 * As a minute ago: a log that was never sealed is sealed in as many stretches as it is long. One seal for every
 * five events, so that either tenant has more than a page of them.
 */
async function putSeals({ database, home }: World): Promise<void> {
  await database.execute(
    `INSERT INTO seals (tenant_id, number, events, first_event_id, last_event_id, last_seq, leaves, root, hash, sealed_at)
     SELECT tenant_id, n + 1, count(*), min(id), max(id), max(seq), '', '', 'hash ' || n, max(occurred_at)
     FROM (SELECT *, (row_number() OVER (ORDER BY seq) - 1) / 5 AS n FROM events WHERE tenant_id = ?)
     GROUP BY n`,
    [home.tenantId],
  );
  await database.execute('UPDATE sealing SET seq = (SELECT max(seq) FROM events)');
}

/**
 * Does everything once that the program can do: every list in every variant, all examples and the requests
 * that meet their problems, and the jobs. Lists look at `window` rows per page.
 */
export async function workThrough(tenant: WorkingTenant, window: number): Promise<readonly Errand[]> {
  const lists = await askLists(tenant, window, 'together');
  const { errands, note } = notebook(tenant.world);
  await runExamples(tenant.world.within(narrowWindow(window)), note);
  await runJobs(tenant.world, note);
  return [...lists, ...errands];
}

/** Asks every list, two pages of each variant, for callers of every scope. */
export async function askLists(
  { world, filled, hanging }: WorkingTenant,
  window: number,
  depth: Depth,
): Promise<readonly Errand[]> {
  const here = world.within(narrowWindow(window));
  const { errands, note } = notebook(world);
  const administrator = world.home.token;
  for (const mounted of world.surface.mounted.filter(({ operation }) => operation.kind === 'list')) {
    const made = hanging.get(mounted.operation.id);
    const params = made ?? placesOf(filled);
    const callers = { administrator, ...(made === undefined && filled.callers) };
    for (const [caller, token] of Object.entries(callers)) {
      const variants = variantsOf(
        mounted.operation,
        filled.ids,
        caller === 'administrator' ? depth : 'alone',
      );
      for (const variant of variants) {
        let cursor: string | undefined;
        for (const page of ['first', 'second']) {
          if (page === 'second' && cursor === undefined) continue;
          cursor = await askPage(here, mounted, token, params, {
            ...variant,
            limit,
            ...(cursor && { cursor }),
          });
          note(`${mounted.operation.id} ${nameOf(variant)} for ${caller}, ${page} page`, hasFilter(variant));
        }
      }
    }
  }
  return errands;
}

/** Writes down what was run since the last note. */
function notebook({ database }: World): { readonly errands: readonly Errand[]; readonly note: Note } {
  const errands: Errand[] = [];
  let done = database.measured().length;
  return {
    errands,
    note(what, filtered = false) {
      const statements = database.measured(done);
      errands.push({ what, filtered, statements });
      done += statements.length;
    },
  };
}

const placesOf = ({ accountId, userId, webhookEndpointId }: FilledTenant) => ({
  accountId,
  userId,
  webhookEndpointId,
});

async function askPage(
  world: World,
  { operation }: Mounted,
  caller: string,
  params: Readonly<Record<string, string>> = {},
  variant: Variant = {},
): Promise<string | undefined> {
  const { answer } = await world.ask(
    operation,
    { params },
    { caller, search: searchOf({ ...subjectOf(operation, params.accountId ?? ''), ...variant }) },
  );
  const { nextCursor } = answer.body as { readonly nextCursor?: string | null };
  if (answer.status === 200) return nextCursor ?? undefined;
  throw new Error(`${operation.id}?${searchOf(variant)}: ${JSON.stringify(answer.body)}`);
}

/** Each problem is met once: what two examples build on for the same problem may exclude each other. */
async function runExamples(world: World, note: Note): Promise<void> {
  const examples = exampleRunner(world);
  const met = new Set<string>();
  for (const { operation, example } of world.surface.mounted) {
    await examples.run(operation.id);
    note(`the example of ${operation.id}`, operation.kind === 'list');
    const codes = Object.keys(example.failures ?? {}).filter((code) => !met.has(code));
    for (const code of codes) {
      met.add(code);
      const request = await examples.failure(operation.id, code);
      if (request !== undefined) await world.ask(operation, request);
      note(`the example of ${code}`);
    }
  }
}

/** Each job by itself: cron runs them at the same time, and their statements in any order. */
async function runJobs({ surface, database }: World, note: Note): Promise<void> {
  for (const domain of surface.domains) {
    for (const job of domain.jobs) {
      const alone = await workerUnderTest({ ...domain, jobs: [job] }, database);
      await alone.scheduled(Date.now());
      note(`the job ${job.name} of ${domain.name}`);
    }
    const worker = await workerUnderTest(domain, database);
    await worker.request('GET', '/healthz');
    await worker.request('GET', '/healthz?detail=1');
    note(`the health of ${domain.name}`);
  }
}

/** The variant without its ids, which differ from tenant to tenant. */
function nameOf(variant: Variant): string {
  return searchOf(variant).replaceAll(/\b([a-z]{3})_[0-9a-z]{26}/g, '$1') || 'without parameters';
}
