import { permissionKeys } from '@keyline/auth';
import type { ExampleRequest, Operation } from '@keyline/http';
import { idSuffix, newId } from '@keyline/kernel';
import { type Contents, changesBetween, contentsOf, givenUser, rowsOfTenant } from '@keyline/testkit';
import { type Belongings, BelongingsWatch, shownBy } from '../support/belongings.ts';
import { type ExampleRunner, exampleRunner } from '../support/example-runner.ts';
import { type IdPlace, idPlacesOf } from '../support/id-places.ts';
import { idsIn } from '../support/ids.ts';
import type { Surface } from '../support/surface.ts';
import { type Exchange, openWorld, type World } from '../support/world.ts';
import { populate } from './populate.ts';

/** Two tenants that hold the same under the same names; the first holds more. */
export interface Twins {
  readonly world: World;
  /** Of the second tenant; the names it makes are its own. */
  readonly runner: ExampleRunner;
  /** Ids that stand in rows of the first tenant: of each kind of record some, from the oldest to the youngest. */
  readonly ids: readonly string[];
  /** What the first tenant sent. */
  readonly sent: readonly Exchange[];
  readonly watch: BelongingsWatch;
  /** Everything as it was when the last operation was through. */
  contents: Contents;
}

/** Somebody of the second tenant who may do everything, about to run an operation: it may end his sessions. */
interface Visit extends Twins {
  readonly operation: Operation;
  readonly token: string;
  readonly belongings: Belongings;
}

/**
 * From here on the second tenant numbers what it makes as a visitor. A search finds what begins alike, so that no number
 * which the first tenant alone has may be the beginning of one of these: that would have to be 5000 or more.
 */
const visitors = 50_000;

export async function twinTenants(surface: Surface): Promise<Twins> {
  const world = await openWorld(surface);
  await populate(world, world.home, 2);
  const sent = [...world.exchanges];
  await populate(world, world.other);
  const contents = await contentsOf(world.database);
  const all = idsIn(rowsOfTenant(contents, world.home.tenantId));
  const kinds = Map.groupBy(all.toSorted(), (id) => id.slice(0, id.indexOf('_')));
  const ids = [...kinds.values()].flatMap((some) => spread(some));
  const watch = new BelongingsWatch(world.home.tenantId);
  return { world, runner: exampleRunner(world, world.other, visitors), ids, sent, watch, contents };
}

/** More of one kind say nothing new, and all of them make the time grow with the square of the operations. */
const mostOfAKind = 12;

/** Those of a list that are tried: all of a short one, evenly chosen ones of a long one, first and last among them. */
function spread<T>(list: readonly T[]): readonly T[] {
  if (list.length <= mostOfAKind) return list;
  const step = (list.length - 1) / (mostOfAKind - 1);
  return Array.from({ length: mostOfAKind }, (_, n) => list[Math.round(n * step)] as T);
}

/**
 * Runs an operation as the second tenant in every way that could reach the first: its own request with each id
 * of the first in each place for one, and every request that the first tenant sent itself. An id of the first
 * tenant is answered as one that nobody has, so that nothing tells which ids there are.
 */
export async function twinFindings(twins: Twins, operation: Operation): Promise<string[]> {
  const { world, contents: before } = twins;
  const rights = { permissions: permissionKeys };
  const { token } = await givenUser(world.database, world.other.tenantId, rights);
  const belongings = twins.watch.look(before);
  const earlier = world.exchanges.length;
  const visit: Visit = { ...twins, operation, token, belongings };
  const findings = [
    ...(await substitutedFindings(visit)),
    ...(await repeatedFindings(visit)),
    ...(operation.kind === 'list' ? await searchFindings(visit) : []),
  ];
  const after = await contentsOf(world.database);
  twins.contents = after;
  const own = world.home.tenantId;
  const seen = world.exchanges
    .slice(earlier)
    .filter(({ asked }) => asked.headers?.Authorization === `Bearer ${token}`);
  return [
    ...new Set([
      ...findings,
      ...seen.flatMap((one) =>
        shownBy(one, belongings).map((shown) => `${one.method} ${one.path} shows ${shown}`),
      ),
      ...changesBetween(rowsOfTenant(before, own), rowsOfTenant(after, own)),
    ]),
  ];
}

async function substitutedFindings(visit: Visit): Promise<string[]> {
  const { runner, ids, operation } = visit;
  const own = await runner.request(operation.id);
  const findings = [];
  for (const place of idPlacesOf(operation)) {
    const nobodys = outcomeOf(
      await ask(visit, place.put(own, `${place.prefix}_${idSuffix(newId('event'))}`)),
    );
    for (const id of ids.filter((one) => one.startsWith(`${place.prefix}_`))) {
      const exchange = await ask(visit, place.put(own, id));
      const [what, seen] = [`${place.where} ${place.name} = ${id}`, outcomeOf(exchange)];
      if (!findsNothing(place, exchange)) findings.push(`${what} is answered ${seen}`);
      if (seen !== nobodys) findings.push(`${what} is answered ${seen}, an id that nobody has ${nobodys}`);
    }
  }
  return findings;
}

/** Ids in bodies that name no record, each with its reason: they are taken whoever has them, and find nothing. */
const marks: Readonly<Record<string, string>> = {
  'markAllNotificationsRead through':
    'a place in the order of the own inbox, as a cursor is: nothing is looked up by it',
};

/** What names a record of another tenant finds nothing: in the path, in a filter; and is refused in a body. */
function findsNothing({ where, name }: IdPlace, { answer, operation }: Exchange): boolean {
  if (where === 'body' && `${operation?.id} ${name}` in marks) return true;
  if (where === 'params' || (where === 'query' && operation?.kind === 'query')) return answer.status === 404;
  return where === 'query' ? answer.status === 200 && rowsOf(answer) === 0 : answer.status >= 400;
}

/** An answer in short: its status, with the code of its problem or the number of its rows. */
function outcomeOf({ answer }: Exchange): string {
  const { code } = (answer.body ?? {}) as { readonly code?: string };
  const rows = rowsOf(answer);
  return [answer.status, code, rows === undefined ? undefined : `${rows} rows`].filter(Boolean).join(' ');
}

function rowsOf({ body }: Exchange['answer']): number | undefined {
  return (body as { readonly data?: readonly unknown[] } | undefined)?.data?.length;
}

/** The requests of the first tenant, sent by the second one. */
async function repeatedFindings(visit: Visit): Promise<string[]> {
  const { sent, operation } = visit;
  const findings = [];
  for (const { request } of spread(sent.filter((one) => one.operation === operation))) {
    const { answer } = await ask(visit, request);
    const named = Object.keys(operation.params).length > 0;
    if (named && answer.status !== 404)
      findings.push(`${JSON.stringify(request.params)} is answered ${answer.status}`);
    if (answer.status >= 500) findings.push(`${JSON.stringify(request)} is answered ${answer.status}`);
  }
  return findings;
}

/** The whole list, and a search for everything that only the first tenant has, or that begins alike. */
async function searchFindings(visit: Visit): Promise<string[]> {
  const { runner, belongings, operation } = visit;
  const { params } = await runner.request(operation.id);
  const asked = { ...(params && { params }) };
  await ask(visit, { ...asked, query: { limit: '200' } });
  if (operation.query.q === undefined) return [];
  const texts = belongings.texts.filter((one) => one.length <= 100);
  const findings = [];
  for (const q of texts) {
    const { answer } = await ask(visit, { ...asked, query: { q } });
    const rows = rowsOf(answer);
    if (rows !== 0) findings.push(`a search for ${q} finds ${rows ?? answer.status}`);
  }
  for (const q of new Set(texts.map((text) => text.slice(0, 2))))
    await ask(visit, { ...asked, query: { q } });
  return findings;
}

function ask({ world, operation, token }: Visit, request: ExampleRequest): Promise<Exchange> {
  return world.ask(operation, request, { caller: token });
}
