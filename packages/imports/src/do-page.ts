import { first, type Plan } from '@keyline/store';
import { decidePage, type PageGround, parsePage } from './decide-page.ts';
import type { Finding } from './findings.ts';
import type { Trial } from './kind.ts';
import type { FilePage } from './read-pages.ts';
import * as records from './records.ts';
import { actorIn, rightsOf } from './rights.ts';
import { leaseMs, momentOf, type Run } from './run.ts';
import { keptTrials, trialsUnder } from './trials.ts';

/** How often in a row a page may lose before its rows are tried one by one. */
const mostLosses = 4;
/** Findings that are kept of one import; more are counted. */
const mostFindings = 100_000;

/** Commits one page; undefined where the import is no longer this run's. */
export async function doPage(
  run: Run,
  state: records.ImportState,
  ground: PageGround,
  page: FilePage,
  before: records.ProgressState,
): Promise<records.ProgressState | 'not_permitted' | undefined> {
  const parsed = parsePage(ground, page);
  for (let losses = 0; ; losses += 1) {
    const single = losses >= mostLosses;
    if (single && page.rows.length > 1) return oneByOne(run, state, ground, page, before);
    const { kind, asks = [], loadMany } = ground.runner;
    const rights = rightsOf([...kind.permissions, ...asks]);
    const keys = (ground.dryRun && ground.runner.trialKeys?.(parsed.rows)) || [];
    const trials$ = keys.length > 0 ? trialsUnder(run.id, keys) : undefined;
    const loaded = await run.store.read({ ...loadMany(parsed.rows), rights$: rights, trials$ } as Plan);
    const actor = actorIn(run, loaded.rights$, state, kind.permissions);
    if (actor === undefined) return 'not_permitted';
    const moment = { ...momentOf(run, { type: actor.type, id: actor.id }), importId: run.id };
    const trials = (loaded.trials$ ?? []) as readonly Pick<Trial, 'id' | 'state'>[];
    const conflict = single && losses > mostLosses;
    const decided = conflict
      ? conflicting(parsed)
      : decidePage(ground, parsed, { loaded, actor, moment, trials });
    const next = advanced(before, page, decided);
    const now = run.clock.now();
    const room = Math.max(0, mostFindings - before.findings);
    const outcome = await run.store.commit({
      musts: [
        records.mustStandAt.bind({ id: run.id, runner: run.name, position: before.position }),
        ...decided.musts,
      ],
      before: decided.before,
      changes: decided.changes,
      also: [
        ...decided.also,
        ...records.given(run.id, decided.owners),
        ...keptTrials(run.id, decided.trials),
        ...records.keptFindings(run.id, decided.findings.slice(0, room)),
        records.moved(run.id, { ...next, runnerUntil: now + leaseMs, breakdowns: 0 }),
      ],
    });
    if (outcome.committed) return { ...before, ...next };
    if (!(await isStillMine(run, before))) return undefined;
  }
}

/** A page that loses again and again is done row by row, so that one of them does not hold up the others. */
async function oneByOne(
  run: Run,
  state: records.ImportState,
  ground: PageGround,
  page: FilePage,
  before: records.ProgressState,
): Promise<records.ProgressState | 'not_permitted' | undefined> {
  let at = before;
  for (const [index, cells] of page.rows.entries()) {
    const isLast = page.isLast && index === page.rows.length - 1;
    const end = isLast ? page.end : (page.ends[index] ?? page.end);
    const single = { firstRow: page.firstRow + index, rows: [cells], ends: [end], end, isLast };
    const next = await doPage(run, state, ground, single, at);
    if (next === undefined || next === 'not_permitted') return next;
    at = next;
  }
  return at;
}

function conflicting({
  rows,
  findings,
  failed,
}: ReturnType<typeof parsePage>): ReturnType<typeof decidePage> {
  const lost = rows.map(({ row }): Finding => {
    return { row, severity: 'error', code: 'row.conflict', pointer: '', values: {} };
  });
  const nothing = {
    created: 0,
    updated: 0,
    unchanged: 0,
    warnings: 0,
    musts: [],
    before: [],
    changes: [],
    also: [],
    trials: [],
    owners: [],
  };
  return { ...nothing, failed: failed + lost.length, findings: [...findings, ...lost] };
}

function advanced(before: records.ProgressState, page: FilePage, decided: ReturnType<typeof decidePage>) {
  return {
    position: page.end,
    rowsRead: page.firstRow + page.rows.length - 1,
    ended: page.isLast,
    created: before.created + decided.created,
    updated: before.updated + decided.updated,
    unchanged: before.unchanged + decided.unchanged,
    failed: before.failed + decided.failed,
    warnings: before.warnings + decided.warnings,
    findings: before.findings + decided.findings.length,
  };
}

async function isStillMine({ store, id, name }: Run, before: records.ProgressState): Promise<boolean> {
  const { state, progress } = await store.read({
    state: first(records.importById.bind({ id })),
    progress: first(records.progressById.bind({ id })),
  });
  return state?.state === 'requested' && progress?.runner === name && progress.position === before.position;
}
