import type { ExampleRequest, Operation } from '@keyline/http';
import { newId } from '@keyline/kernel';
import { type Contents, changesBetween, contentsOf } from '@keyline/testkit';
import { subjectOf } from '../../support/bearer.ts';
import { refusalFindings } from '../../support/refusal.ts';
import { type Rule, type Stage, withoutWriting } from '../../support/rule.ts';
import { eventsGained, recordOf } from '../../support/stored.ts';
import type { Surroundings, World } from '../../support/world.ts';

const changesRecord = ({ kind, versioned }: Operation) => kind === 'command' && versioned;

/** The record that a request names last in its path, else the one that its path answers, as it is stored. */
async function targetOf({ world, operation }: Stage, request: ExampleRequest) {
  const id =
    Object.values(request.params ?? {}).at(-1) ?? callerOf(request) ?? (await idAt(world, operation));
  const found = recordOf(await contentsOf(world.database), id);
  if (found === undefined) throw new Error(`${operation.id}: no record ${id}`);
  return { id, table: found.table, version: Number(found.row.version) };
}

/** The id of the one record at a path without parameters; of `/v1/me` it is the user's. */
async function idAt(world: World, { path }: Operation): Promise<string> {
  const read = world.surface.mounted.find(
    ({ operation }) => operation.kind === 'query' && operation.path === path,
  );
  if (read === undefined) throw new Error(`${path}: nothing reads it`);
  const { answer } = await world.ask(read.operation, {});
  const body = answer.body as { readonly id?: string; readonly user?: { readonly id: string } };
  return body.id ?? body.user?.id ?? '';
}

/** Whose access token the request brings along. */
const callerOf = ({ headers }: ExampleRequest) => subjectOf(headers?.Authorization ?? '');

const ifMatch = (version: number) => ({ 'If-Match': `"${version}"` });

/** Actions on what has no version, with the reason. */
const unversioned: Readonly<Record<string, string>> = {
  cancelImport:
    'an import goes on without versions while its rows are done; it is cancelled until it has ended',
  markNotificationRead: 'a notification is read once, and nothing else about it changes',
};

/** Changes one record that is there: by PATCH or DELETE, or by an action on it. */
const isChange = ({ id, method, path }: Operation) =>
  !(id in unversioned) &&
  (['PUT', 'PATCH', 'DELETE'].includes(method) || (method === 'POST' && /\}\/actions\//.test(path)));

const honoured: Rule = {
  name: 'honours If-Match, since it changes a record',
  applies: isChange,
  check: async ({ operation }) => (operation.versioned ? [] : ['is not declared to look at a version']),
};

const stale: Rule = {
  name: 'a stale version is refused with the current one and changes nothing',
  applies: changesRecord,
  async check(stage) {
    const { world, operation, prepare } = stage;
    const request = await prepare();
    const { version } = await targetOf(stage, request);
    return withoutWriting(world, async () => {
      const refused = await refusalFindings(
        (language) => world.ask(operation, request, { headers: { ...language, ...ifMatch(version + 6) } }),
        { status: 412, code: 'request.stale' },
      );
      const { body, headers } = world.exchanges.at(-1)?.answer ?? {};
      const { currentVersion } = (body ?? {}) as { readonly currentVersion?: unknown };
      return [
        ...refused,
        ...(currentVersion === version
          ? []
          : [`names ${currentVersion} as the version, which is ${version}`]),
        ...(headers?.get('ETag') === `"${version}"` ? [] : ['has no ETag of the current version']),
      ];
    });
  },
};

const current: Rule = {
  name: 'the current version is accepted',
  applies: changesRecord,
  async check(stage) {
    const { world, operation, prepare } = stage;
    const findings = [];
    for (const form of ['"n"', 'W/"n"', '"0", "n"', '*']) {
      const request = await prepare();
      const { version } = await targetOf(stage, request);
      const headers = { 'If-Match': form.replace('n', String(version)) };
      const { answer } = await world.ask(operation, request, { headers });
      if (answer.status !== operation.answer.status)
        findings.push(`If-Match: ${form} is answered ${answer.status}`);
    }
    return findings;
  },
};

const oneWinner: Rule = {
  name: 'of parallel changes of one version exactly one wins',
  applies: changesRecord,
  async check(stage) {
    const { world, operation, prepare, example } = stage;
    const request = await prepare();
    const { version } = await targetOf(stage, request);
    const before = await contentsOf(world.database);
    const rivals = Array.from({ length: 5 }, () =>
      world.ask(operation, request, { headers: ifMatch(version) }),
    );
    const statuses = (await Promise.all(rivals)).map(({ answer }) => answer.status);
    const gained = eventsGained(before, await contentsOf(world.database));
    const won = statuses.filter((status) => status === operation.answer.status);
    // Who comes after the record has gone finds nothing any more.
    const odd = statuses.filter(
      (status) => status !== operation.answer.status && ![412, 404].includes(status),
    );
    return [
      ...(won.length === 1 ? [] : [`${won.length} of 5 win`]),
      ...odd.map((status) => `a loser is answered ${status}`),
      ...(gained.length === (example.events ?? []).length ? [] : [`${gained.length} events are written`]),
    ];
  },
};

const lostOnce: Rule = {
  name: 'is decided once more when somebody else was first',
  applies: changesRecord,
  async check(stage) {
    const { world, operation, prepare } = stage;
    const request = await prepare();
    const target = await targetOf(stage, request);
    const before = await contentsOf(world.database);
    const { answer } = await world.within(raced(world, target, 1)).ask(operation, request);
    const gained = eventsGained(before, await contentsOf(world.database));
    const own = gained.filter(({ subject_id }) => subject_id === target.id).at(-1);
    const due = target.version + 2;
    return [
      ...(answer.status === operation.answer.status ? [] : [`answers ${answer.status}`]),
      ...(own?.version === due ? [] : [`its event is at ${own?.version}, not at ${due}`]),
    ];
  },
};

const lostTwice: Rule = {
  name: 'is a conflict that writes nothing when somebody else is first again and again',
  applies: changesRecord,
  async check(stage) {
    const { world, operation, prepare } = stage;
    const request = await prepare();
    const target = await targetOf(stage, request);
    const before = await contentsOf(world.database);
    const rivals = world.within(raced(world, target, Number.POSITIVE_INFINITY));
    const refused = await refusalFindings((headers) => rivals.ask(operation, request, { headers }), {
      status: 409,
      code: 'request.conflict',
    });
    const after = await contentsOf(world.database);
    return [...refused, ...changesBetween(withoutRival(before, target.id), withoutRival(after, target.id))];
  },
};

const etag: Rule = {
  name: 'a reader who has the current version gets no body again',
  applies: ({ kind, versioned }) => kind === 'query' && versioned,
  async check({ world, operation, prepare }) {
    const request = await prepare();
    const { answer: full } = await world.ask(operation, request);
    const tag = full.headers.get('ETag') ?? '';
    const { answer: same } = await world.ask(operation, request, { headers: { 'If-None-Match': tag } });
    const { answer: other } = await world.ask(operation, request, { headers: { 'If-None-Match': '"0"' } });
    return [
      ...(/^"\d+"$/.test(tag) ? [] : [`the ETag is ${tag || 'missing'}`]),
      ...(same.status === 304 && same.body === undefined ? [] : [`answers ${same.status} to who has it`]),
      ...(other.status === 200 ? [] : [`answers ${other.status} to who has another version`]),
    ];
  },
};

/** How versions keep writers from overwriting each other. */
export const versionRules: readonly Rule[] = [honoured, stale, current, oneWinner, lostOnce, lostTwice, etag];

/** Surroundings in which somebody else changes the record right before a commit, so many times. */
function raced(
  world: World,
  target: { readonly table: string; readonly id: string },
  times: number,
): Surroundings {
  let done = 0;
  const raise = `UPDATE "${target.table}" SET version = version + 1 WHERE id = ?`;
  const copied = 'tenant_id, type, subject_type, subject_id, versioned, actor_type, occurred_at, data';
  const log = `INSERT INTO events (id, version, ${copied}) SELECT ?, version + 1, ${copied} FROM events WHERE subject_id = ? ORDER BY version DESC LIMIT 1`;
  return {
    between: (database) => async (request) => {
      const isCommit = (await request.clone().text()).includes('INSERT INTO \\"events\\"');
      if (isCommit && done < times) {
        done += 1;
        await world.database.execute(raise, [target.id]);
        await world.database.execute(log, [`${rival} ${newId('event')}`, target.id]);
      }
      return database(request);
    },
  };
}

/** Marks the events of the somebody else. */
const rival = 'rival';

/** The contents without what the somebody else did. */
function withoutRival(contents: Contents, id: string): Contents {
  const stripped = [...contents].map(([table, rows]) => {
    const own = rows.filter((row) => !String(row.id).startsWith(rival));
    return [table, own.map((row) => (row.id === id ? { ...row, version: null } : row))] as const;
  });
  return new Map(stripped);
}
