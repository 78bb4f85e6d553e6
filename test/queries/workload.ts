import { workerUnderTest } from '@keyline/testkit';
import { exampleRunner } from '../support/example-runner.ts';
import type { Mounted, Surface } from '../support/surface.ts';
import { openWorld, type World } from '../support/world.ts';
import { hasFilter, searchOf, type Variant, variantsOf } from './list-variants.ts';
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

/** A tenant of this size, on which the program is put to work. */
export async function openTenant(
  surface: Surface,
  size: number,
): Promise<{ readonly world: World; readonly filled: FilledTenant }> {
  const world = await openWorld(surface);
  return { world, filled: await fillTenant(world.database, world.home.tenantId, size) };
}

/**
 * Does everything once that the program can do: all examples and the requests that meet their problems, the
 * jobs, and every list in every variant, two pages of each, for callers of every scope.
 */
export async function workThrough(
  { world, filled }: Awaited<ReturnType<typeof openTenant>>,
  window?: number,
): Promise<readonly Errand[]> {
  const here = window === undefined ? world : world.within(narrowWindow(window));
  const errands: Errand[] = [];
  let done = world.database.recorded().length;
  const note: Note = (what, filtered = false) => {
    const all = world.database.recorded();
    errands.push({ what, filtered, statements: all.slice(done) });
    done = all.length;
  };
  for (const mounted of world.surface.mounted.filter(({ operation }) => operation.kind === 'list')) {
    const callers = { administrator: world.home.token, ...filled.callers };
    for (const [caller, token] of Object.entries(callers)) {
      const depth = caller === 'administrator' ? 'together' : 'alone';
      for (const variant of variantsOf(mounted.operation, filled.ids, depth)) {
        let cursor: string | undefined;
        for (const page of ['first', 'second']) {
          if (page === 'second' && cursor === undefined) continue;
          cursor = await askPage(here, mounted, token, filled, {
            ...variant,
            limit,
            ...(cursor && { cursor }),
          });
          note(`${mounted.operation.id} ${nameOf(variant)} for ${caller}, ${page} page`, hasFilter(variant));
        }
      }
    }
  }
  await runExamples(here, note);
  await runJobs(here, note);
  return errands;
}

async function askPage(
  world: World,
  { operation }: Mounted,
  caller: string,
  { accountId }: FilledTenant,
  variant: Variant,
): Promise<string | undefined> {
  const { answer } = await world.ask(
    operation,
    { params: { accountId } },
    { caller, search: searchOf(variant) },
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

async function runJobs({ surface, database }: World, note: Note): Promise<void> {
  for (const domain of surface.domains) {
    const worker = await workerUnderTest(domain, database);
    await worker.scheduled(Date.now());
    note(`the jobs of ${domain.name}`);
    await worker.request('GET', '/healthz');
    note(`the health of ${domain.name}`);
  }
}

/** The variant without its ids, which differ from tenant to tenant. */
function nameOf(variant: Variant): string {
  return searchOf(variant).replaceAll(/\b([a-z]{3})_[0-9a-z]{26}/g, '$1') || 'without parameters';
}
