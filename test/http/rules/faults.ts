import type { Operation } from '@keyline/http';
import { contentsOf } from '@keyline/testkit';
import { vi } from 'vitest';
import { type Expected, refusalFindings } from '../../support/refusal.ts';
import { type Rule, type Stage, withoutWriting } from '../../support/rule.ts';
import { eventsGained } from '../../support/stored.ts';
import type { Surroundings } from '../../support/world.ts';

const needsDatabase = ({ trips }: Operation) => trips[1] > 0;
const writes = ({ kind }: Operation) => kind === 'command';
/** A read that is logged answers only what stands in the log. */
const commits = (operation: Operation) => writes(operation) || operation.logs !== undefined;
const isLimited = (operation: Operation) => operation.permission !== 'anonymous' || needsDatabase(operation);

/** Stands in the message of a database that fails: what is logged or answered must not repeat it. */
const overheard = 'name of a customer';

const beyondLimit: Rule = {
  name: 'is refused beyond the limit, with the time to wait',
  applies: isLimited,
  check: (stage) =>
    refusedWithin(
      stage,
      { bindings: { RATE_LIMIT_PER_MINUTE: '0' } },
      { status: 429, code: 'request.too_many' },
    ),
};

const databaseGone: Rule = {
  name: 'says that it cannot answer while the database is gone',
  applies: needsDatabase,
  check: (stage) =>
    refusedWithin(
      stage,
      { between: () => () => Promise.reject(new TypeError(`fetch failed: ${overheard}`)) },
      { status: 503, code: 'service.unavailable' },
    ),
};

const commitGone: Rule = {
  name: 'writes nothing when the database goes before the commit',
  applies: commits,
  check: (stage) =>
    refusedWithin(
      stage,
      {
        between: (database) => async (request) => {
          if (await isCommit(request)) throw new TypeError(`fetch failed: ${overheard}`);
          return database(request);
        },
      },
      { status: 503, code: 'service.unavailable' },
    ),
};

const answerLost: Rule = {
  name: 'succeeds once when only the answer of its commit was lost',
  applies: commits,
  async check({ world, operation, prepare, example }) {
    const request = await prepare();
    const before = await contentsOf(world.database);
    const lossy = world.within({
      between: (database) => async (sent) => {
        const lost = await isCommit(sent);
        const response = await database(sent);
        if (lost) throw new TypeError('connection reset');
        return response;
      },
    });
    const { answer } = await lossy.ask(operation, request);
    const written = eventsGained(before, await contentsOf(world.database)).length;
    const due = (example.events ?? []).length;
    // Without an event nothing tells whether the commit took place.
    return [
      ...(answer.status === (due > 0 ? operation.answer.status : 503) ? [] : [`answers ${answer.status}`]),
      ...(written === due ? [] : [`writes ${written} events, not ${due}`]),
    ];
  },
};

const databaseFails: Rule = {
  name: 'keeps to itself what a failing database says',
  applies: needsDatabase,
  check: (stage) => {
    const said = { message: `SQLite error: no such column ${overheard}`, code: 'SQLITE_ERROR' };
    return refusedWithin(
      stage,
      { between: () => async () => Response.json(said, { status: 400 }) },
      { status: 500, code: 'service.failed' },
    );
  },
};

/** What callers see when something around the operation fails. */
export const faultRules: readonly Rule[] = [beyondLimit, databaseGone, commitGone, answerLost, databaseFails];

/** In these surroundings the operation is refused so, writes nothing, and logs nothing that it overheard. */
async function refusedWithin(
  { world, operation, prepare }: Stage,
  surroundings: Surroundings,
  expected: Expected,
): Promise<string[]> {
  const request = await prepare();
  const worse = world.within(surroundings);
  const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  try {
    const refused = await withoutWriting(world, () =>
      refusalFindings((headers) => worse.ask(operation, request, { headers }), expected),
    );
    const wait = world.exchanges.at(-1)?.answer.headers.get('Retry-After') ?? '';
    const waits = expected.status === 429 || expected.status === 503;
    const logged = JSON.stringify(log.mock.calls);
    return [
      ...refused,
      ...(waits && !/^[1-9]\d*$/.test(wait) ? [`says to wait ${wait || 'nothing'}`] : []),
      ...(logged.includes(overheard) ? [`logs what it overheard: ${logged}`] : []),
      ...(expected.status >= 500 && log.mock.calls.length === 0 ? ['logs nothing of a fault'] : []),
    ];
  } finally {
    log.mockRestore();
  }
}

/** Every commit inserts or updates something, and no read does. */
async function isCommit(request: Request): Promise<boolean> {
  return /INSERT INTO |UPDATE \\"/.test(await request.clone().text());
}
