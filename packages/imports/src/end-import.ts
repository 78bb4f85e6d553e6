import { changed, first } from '@keyline/store';
import * as records from './records.ts';
import { momentOf, type Run, type RunOutcome } from './run.ts';
import { forgetTrials } from './trials.ts';
import { unpackedKey } from './unpack.ts';

const system = { type: 'system', id: null } as const;

/** Ends an import of which no row is left. */
export async function finish(run: Run, state: records.ImportState): Promise<RunOutcome> {
  const done = changed(
    momentOf(run, system),
    records.importSubject,
    state,
    { state: 'done' },
    { type: 'import.done' },
  );
  const ended = records.moved(run.id, { endedAt: run.clock.now() });
  const outcome = await run.store.commit({ changes: [done], also: [ended] });
  return outcome.committed ? tidyUp(run, state) : 'open';
}

/** Gives an import up: nothing of the rows that are done is taken back. */
export async function fail(
  run: Run,
  failure: string,
  failureValues: Readonly<Record<string, unknown>>,
): Promise<RunOutcome> {
  const { state } = await run.store.read({ state: first(records.importById.bind({ id: run.id })) });
  if (state?.state !== 'requested') return 'open';
  const patch = { state: 'failed' as const, failure, failureValues };
  const failed = changed(momentOf(run, system), records.importSubject, state, patch, {
    type: 'import.failed',
  });
  const ended = records.moved(run.id, { endedAt: run.clock.now() });
  const outcome = await run.store.commit({ changes: [failed], also: [ended] });
  return outcome.committed ? tidyUp(run, state) : 'open';
}

/** Takes the files away once nobody needs them. Breaking off here is made up for by the next run. */
export async function tidyUp({ bucket, store, id }: Run, state: records.ImportState): Promise<RunOutcome> {
  if (state.dryRun) await forgetTrials(store, id);
  await bucket.delete([state.fileKey, unpackedKey(state.fileKey)]);
  await store.commit({ changes: [], also: [records.moved(id, { files: false })] });
  return 'done';
}
