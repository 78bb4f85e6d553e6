import type { Operation } from '@keyline/http';
import { newId } from '@keyline/kernel';
import { type Contents, changesBetween, contentsOf, type StoredRow } from '@keyline/testkit';
import { subjectOf } from '../../support/bearer.ts';
import type { Rule, Stage } from '../../support/rule.ts';
import { eventsGained, recordOf, recordsOf, versionInLog } from '../../support/stored.ts';
import type { Exchange } from '../../support/world.ts';

/** One success, with what lay in the database before and after it. */
interface Success {
  readonly exchange: Exchange;
  readonly requestId: string;
  readonly before: Contents;
  readonly after: Contents;
}

async function succeed({ world, operation, prepare }: Stage): Promise<Success> {
  const request = await prepare();
  const requestId = newId('request');
  const before = await contentsOf(world.database);
  const exchange = await world.ask(operation, request, { headers: { 'X-Request-Id': requestId } });
  return { exchange, requestId, before, after: await contentsOf(world.database) };
}

const declaredAnswer: Rule = {
  name: 'succeeds with its status, its headers and within its round trips',
  applies: () => true,
  async check(stage) {
    const { exchange, requestId } = await succeed(stage);
    const { answer, trips, versioned, permission, kind } = stage.operation;
    const { status, headers, body, trips: made } = exchange.answer;
    const { version } = (body ?? {}) as { readonly version?: unknown };
    const limited = permission !== 'anonymous' || trips[1] > 0;
    const told = Object.keys(Object.fromEntries(headers)).filter((name) => name.startsWith('ratelimit'));
    return [
      ...(status === answer.status ? [] : [`answers ${status}, declares ${answer.status}`]),
      ...(answer.schema === undefined && answer.files === undefined && body !== undefined
        ? ['has a body where none is declared']
        : []),
      ...(headers.get('X-Request-Id') === requestId ? [] : ['does not keep the id of the request']),
      ...(made !== undefined && made >= trips[0] && made <= trips[1]
        ? []
        : [`makes ${made} round trips, declares ${trips.join(' to ')}`]),
      ...(limited && told.length < 2 ? ['does not tell the limit'] : []),
      ...(typeof version === 'number' && headers.get('ETag') !== `"${version}"` ? ['has no ETag'] : []),
      ...(kind === 'query' && typeof version === 'number' && !versioned
        ? ['shows a version, and is not declared to']
        : []),
      ...(versioned && body !== undefined && version === undefined ? ['shows no version'] : []),
    ];
  },
};

const declaredEvents: Rule = {
  name: 'a success writes exactly its events, by whom and in which request, each at the next version',
  applies: ({ kind }) => kind === 'command',
  async check(stage) {
    const { exchange, requestId, before, after } = await succeed(stage);
    const gained = eventsGained(before, after);
    const types = gained.map(({ type }) => type).join(', ');
    const declared = (stage.example.events ?? []).join(', ');
    return [
      ...(types === declared ? [] : [`writes the events ${types || 'none'}, declares ${declared || 'none'}`]),
      ...versionFindings(before, after, gained),
      ...unloggedChanges(before, after, gained),
      ...gained.flatMap((event) => actorFindings(stage, exchange, event)),
      ...gained
        .filter((event) => event.request_id !== requestId)
        .map(({ type }) => `${type} does not name its request`),
    ];
  },
};

/** Where a read that is itself logged may write. */
const logTables = ['events', 'event_origins'];

const writesNothing: Rule = {
  name: 'reads without writing anything but the events by which it is logged',
  applies: ({ kind }) => kind !== 'command',
  async check(stage) {
    const { before, after, exchange } = await succeed(stage);
    const { logs } = stage.operation;
    const gained = eventsGained(before, after);
    const types = gained.map(({ type }) => String(type));
    const declared = stage.example.events ?? [];
    const beside = (contents: Contents) =>
      new Map([...contents].filter(([table]) => logs === undefined || !logTables.includes(table)));
    return [
      ...(types.join() === declared.join()
        ? []
        : [`writes the events ${types.join() || 'none'}, declares ${declared.join() || 'none'}`]),
      ...types.filter((type) => !logs?.includes(type)).map((type) => `is not declared to write ${type}`),
      ...gained.flatMap((event) => actorFindings(stage, exchange, event)),
      ...changesBetween(beside(before), beside(after)),
    ];
  },
};

/** What a success answers, and what it leaves behind. */
export const successRules: readonly Rule[] = [declaredAnswer, declaredEvents, writesNothing];

/** Events that change no record have no version. */
function versionFindings(before: Contents, after: Contents, all: readonly StoredRow[]): string[] {
  const gained = all.filter(({ version }) => version !== null);
  return gained.flatMap((event, index) => {
    const earlier = gained.slice(0, index).filter(({ subject_id }) => subject_id === event.subject_id);
    const due = versionInLog(before, event.subject_id) + earlier.length + 1;
    const later = gained.slice(index + 1).some(({ subject_id }) => subject_id === event.subject_id);
    const stored = recordOf(after, String(event.subject_id))?.row.version;
    return [
      ...(event.version === due ? [] : [`${event.type} has version ${event.version} where ${due} is due`]),
      ...(later || stored === undefined || stored === due
        ? []
        : [`${event.type}: its record is at ${stored}`]),
    ];
  });
}

/** Records that were there before and are gone or not as they were: each needs its event. */
function unloggedChanges(before: Contents, after: Contents, gained: readonly StoredRow[]): string[] {
  const logged = new Set(gained.map(({ subject_id, version }) => `${subject_id} ${version}`));
  return recordsOf(before).flatMap(({ table, row }) => {
    const now = (after.get(table) ?? []).find(
      ({ id, tenant_id }) => id === row.id && tenant_id === row.tenant_id,
    );
    if (JSON.stringify(now) === JSON.stringify(row)) return [];
    const version = now === undefined ? Number(row.version) + 1 : now.version;
    return logged.has(`${row.id} ${version}`) ? [] : [`${table} ${row.id} changed without an event`];
  });
}

/** Who acted: whose token it was, or nobody known before sign-in, or the user who just signed in. */
function actorFindings({ world, operation, domain }: Stage, { asked }: Exchange, event: StoredRow): string[] {
  const bearer = asked.headers?.Authorization ?? `Bearer ${world.home.token}`;
  const known = `user ${subjectOf(bearer) ?? world.home.administratorId}`;
  const said = event.actor_id === null ? String(event.actor_type) : `${event.actor_type} ${event.actor_id}`;
  if (asked.headers?.Authorization !== undefined)
    return said === known ? [] : [`${event.type} by ${said}, not by ${known}`];
  const signedIn = isAnonymous(operation) && event.subject_type === 'session' && event.actor_type === 'user';
  return said === 'anonymous' || signedIn
    ? []
    : [`${domain.name}: ${event.type} by ${said}, who was not signed in`];
}

function isAnonymous({ permission }: Operation): boolean {
  return permission === 'anonymous';
}
