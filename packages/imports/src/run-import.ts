import type { ImportLayout } from '@keyline/schema';
import { first } from '@keyline/store';
import * as v from 'valibot';
import type { PageGround } from './decide-page.ts';
import { doPage } from './do-page.ts';
import { fail, finish, tidyUp } from './end-import.ts';
import { FileError } from './file-error.ts';
import type { Finding } from './findings.ts';
import { layOut } from './lay-out.ts';
import { defaultsOf, placeFields } from './mapping.ts';
import { readPages } from './read-pages.ts';
import * as records from './records.ts';
import { leaseMs, type Run, type RunOutcome } from './run.ts';

/** As long as it may take to unpack a file, in milliseconds. */
const unpackMs = 120_000;

/**
 * Takes an import on where it stands, and goes on page by page. Each page is one read and one commit, which moves the
 * checkpoint too: wherever a run breaks off, no row is done twice and none is lost. Of two runs at once one waits.
 */
export async function runImport(run: Run): Promise<RunOutcome> {
  const { store, id, clock, name } = run;
  const { state, progress } = await store.read({
    state: first(records.importById.bind({ id })),
    progress: first(records.progressById.bind({ id })),
  });
  if (state === undefined || progress === undefined || !progress.files) return 'done';
  if (state.state !== 'requested') return tidyUp(run, state);
  const now = clock.now();
  const took = await store.commit({
    changes: [],
    musts: [records.mustBeFree.bind({ id, now })],
    also: [records.taken(id, name, now + (progress.layout ? leaseMs : unpackMs), progress.startedAt ?? now)],
  });
  if (!took.committed) return 'taken';
  try {
    return await goOn(run, state, progress);
  } catch (error) {
    if (error instanceof FileError) return fail(run, error.code, error.values);
    throw error;
  } finally {
    await store.commit({ changes: [], also: [records.release(id, name)] });
  }
}

async function goOn(run: Run, state: records.ImportState, found: records.ProgressState): Promise<RunOutcome> {
  if (found.ended) return finish(run, state);
  const begun = found.layout === null ? await begin(run, state, found) : found;
  if (begun?.layout === null || begun === undefined) return 'open';
  const ground = groundOf(run, state, begun.layout);
  if ('code' in ground) return fail(run, ground.code, ground.values);
  let at = begun;
  for await (const page of readPages(run.bucket, begun.layout, begun)) {
    if (run.clock.now() > run.until) return 'open';
    const next = await doPage(run, state, ground, page, at);
    if (next === 'not_permitted') return fail(run, 'import.not_permitted', {});
    if (next === undefined) return 'open';
    at = next;
  }
  return finish(run, state);
}

/** Finds out how the file is to be read; undefined where the import is no longer this run's. */
async function begin(
  { id, name, runner, store, bucket }: Run,
  { fileKey, mapping }: records.ImportState,
  found: records.ProgressState,
): Promise<records.ProgressState | undefined> {
  const laidOut = await layOut(bucket, fileKey);
  const placed = placeFields(runner.kind, mapping, laidOut.layout.columns);
  const said = 'ignored' in placed ? placed.ignored : [];
  const findings = said.map((column): Finding => {
    const row = laidOut.rowsRead;
    return { row, severity: 'warning', code: 'column.ignored', pointer: '', values: { column } };
  });
  const next = { ...laidOut, warnings: findings.length, findings: findings.length };
  const outcome = await store.commit({
    changes: [],
    musts: [records.mustStandAt.bind({ id, runner: name, position: 0 })],
    also: [...records.keptFindings(id, findings), records.moved(id, next)],
  });
  return outcome.committed ? { ...found, ...next } : undefined;
}

function groundOf({ runner }: Run, { mapping, dryRun }: records.ImportState, { columns }: ImportLayout) {
  const placed = placeFields(runner.kind, mapping, columns);
  if ('code' in placed) return placed;
  const given = v.safeParse(runner.schema, defaultsOf(runner.kind, mapping));
  if (!given.success) {
    const field = String(given.issues[0].path?.[0]?.key ?? '');
    const { label } = runner.kind.fields[field] ?? {};
    return { code: 'file.default_invalid', values: { field: label ?? field } };
  }
  const defaults = given.output as Record<string, unknown>;
  return { runner, mapping, placed, columns, defaults, dryRun } satisfies PageGround;
}
