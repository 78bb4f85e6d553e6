import type { RoleKey } from '@keyline/auth';
import type { ExampleRequest, Operation } from '@keyline/http';
import { contentsOf } from '@keyline/testkit';
import { BelongingsWatch, shownBy } from '../support/belongings.ts';
import { type ExampleRunner, exampleRunner } from '../support/example-runner.ts';
import { idsIn } from '../support/ids.ts';
import { rolledBack } from '../support/rolled-back.ts';
import type { Surface } from '../support/surface.ts';
import { type Exchange, openWorld, type World } from '../support/world.ts';
import { type Cast, castOf, type Player } from './cast.ts';
import { type About, rowOf } from './operation-table.ts';
import { canLie, isInScope, type KindName, kindOf, type Place, placedKinds, places } from './places.ts';
import { holds, roleTable } from './role-table.ts';

/** What a request is answered with: it is done, may not be done, or there is nothing to do it to. */
export type Verdict = 'done' | 'not permitted' | 'not there';

/** A stage on which every role asks for everything. */
export interface Matrix {
  readonly world: World;
  /** The same world, which keeps nothing of what it is asked for. */
  readonly tried: World;
  readonly cast: Cast;
  readonly here: ExampleRunner;
  /** Makes records of the other tenant. */
  readonly there: ExampleRunner;
  /** What the other tenant has, which nobody here may see. */
  readonly foreign: BelongingsWatch;
}

export async function openMatrix(surface: Surface): Promise<Matrix> {
  const world = await openWorld(surface);
  const [here, there] = [exampleRunner(world, world.home), exampleRunner(world, world.other)];
  const foreign = new BelongingsWatch(world.other.tenantId);
  return { world, tried: world.within(rolledBack), cast: await castOf(world), here, there, foreign };
}

/** One field of the matrix. */
export interface Field {
  readonly role: RoleKey;
  /** Undefined where the operation names no record. */
  readonly place: Place | undefined;
  readonly expected: Verdict;
  /** Undefined when the answer was none of the three. */
  readonly seen: Verdict | undefined;
  /** The answer in short, for who looks for the reason. */
  readonly told: string;
}

/** What the tables let a role do with what lies there. */
export function expectedVerdict(operationId: string, role: RoleKey, place?: Place): Verdict {
  const [permission, about] = rowOf(operationId);
  if (permission !== 'signed in' && !holds(role, permission)) return 'not permitted';
  if (place === 'other tenant') return 'not there';
  if (!isKind(about) || place === undefined) return 'done';
  return holds(role, kindOf(about).seenBy) && isInScope(role, place, about) ? 'done' : 'not there';
}

const isKind = (about: About): about is KindName => about in placedKinds;

/** Where what the operation is about may lie; nowhere in particular where it names no record. */
function placesOf(about: About): readonly (Place | undefined)[] {
  if (isKind(about)) return places.filter((place) => canLie(about, place));
  return about === 'record' ? [undefined, 'other tenant'] : [undefined];
}

/** Every role's answer to an operation, wherever the record lies. One that shows the other tenant is an error. */
export async function fieldsOf(matrix: Matrix, operation: Operation): Promise<readonly Field[]> {
  const { world, tried, cast, here, there } = matrix;
  const [, about] = rowOf(operation.id);
  const [own, foreign] = [await here.request(operation.id), await there.request(operation.id)];
  const belongings = matrix.foreign.look(await contentsOf(world.database));
  const fields: Field[] = [];
  for (const player of cast.players) {
    for (const place of placesOf(about)) {
      if (place === 'partner' && !roleTable[player.role].scopes.includes('partner')) continue;
      // A partner changes when its people are to act, so that others get one that has not.
      const request = place === 'partner' ? await here.request(operation.id) : own;
      const asked = place === 'other tenant' ? foreign : request;
      if (isKind(about) && place !== undefined && place !== 'other tenant') {
        await placeAll(cast, about, asked, player, place);
      }
      const exchange = await tried.ask(operation, asked, { caller: player.token });
      const shown = shownBy(exchange, belongings);
      if (shown.length > 0) throw new Error(`${player.role} is shown ${shown[0]} of another tenant`);
      const expected = expectedVerdict(operation.id, player.role, place);
      fields.push({ role: player.role, place, expected, ...verdictOf(operation, exchange) });
    }
  }
  return fields;
}

/** Where a role is answered otherwise than expected, one sentence each. */
export function fieldFindings(fields: readonly Field[]): string[] {
  return fields
    .filter(({ expected, seen }) => seen !== expected)
    .map(({ role, place = 'anywhere', expected, seen, told }) => {
      const outcome = seen ?? 'none of the verdicts';
      return `${role}, ${place}: ${outcome} where ${expected} is due: ${told}`;
    });
}

/** Everything of this kind that the request names. */
async function placeAll(
  cast: Cast,
  kind: KindName,
  request: ExampleRequest,
  player: Player,
  place: Place,
): Promise<void> {
  const named = idsIn(new Map([['request', [{ text: JSON.stringify(request) }]]]));
  const attached = named.filter((id) => id.startsWith('att_'));
  const accounts = await cast.accountsOf(attached);
  const ids = [...named, ...accounts].filter((id) => id.startsWith(`${kindOf(kind).prefix}_`));
  if (ids.length === 0) throw new Error(`the example names no ${kind}: is the operation about one?`);
  for (const id of ids) await cast.place(kind, id, player, place);
}

function verdictOf({ id, answer: { status: due } }: Operation, { answer: { status, body } }: Exchange) {
  const [, about] = rowOf(id);
  const isPersonal = isKind(about) && kindOf(about).isPersonal;
  const { code } = (body ?? {}) as { readonly code?: string };
  const told = `${status} ${JSON.stringify(body)?.slice(0, 200)}`;
  if (status === due) return { seen: 'done', told } as const;
  if (status === 403 && code === 'request.not_permitted') return { seen: 'not permitted', told } as const;
  // What of a task can be done now depends on who has it: he who is told so has it before him.
  if (status === 409 && isPersonal) return { seen: 'done', told } as const;
  // Nor may everybody act in each stage of a process who sees the record: he who is told so has it before him.
  if (code === 'action.not_yours') return { seen: 'done', told } as const;
  // What the body names is as little there for him as what the path names.
  const isNowhere = status === 404 || code === 'request.unknown_reference';
  return { seen: isNowhere ? ('not there' as const) : undefined, told };
}
