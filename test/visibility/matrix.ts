import { type PermissionKey, permissionCatalogue, type RoleKey } from '@keyline/auth';
import type { ExampleRequest, Operation } from '@keyline/http';
import { type ExampleRunner, exampleRunner } from '../support/example-runner.ts';
import { idsIn } from '../support/ids.ts';
import type { Surface } from '../support/surface.ts';
import { openWorld, type World } from '../support/world.ts';
import { type Cast, castOf, type Player } from './cast.ts';
import { isInScope, type Place, places, roleTable, tabled } from './role-table.ts';

/** What a request is answered with: it is done, may not be done, or there is nothing to do it to. */
export type Verdict = 'done' | 'not permitted' | 'not there';

/** A stage on which every role asks for everything. */
export interface Matrix {
  readonly world: World;
  readonly cast: Cast;
  readonly here: ExampleRunner;
  /** Makes records of the other tenant. */
  readonly there: ExampleRunner;
}

export async function openMatrix(surface: Surface): Promise<Matrix> {
  const world = await openWorld(surface);
  const [here, there] = [exampleRunner(world, world.home), exampleRunner(world, world.other)];
  return { world, cast: await castOf(world), here, there };
}

/** Whether the role holds the permission: as the table says, where it does; else as the catalogue does. */
export function holds(role: RoleKey, permission: string): boolean {
  if (tabled.has(permission)) return roleTable[role].accounts.includes(permission);
  const roles: readonly RoleKey[] = permissionCatalogue[permission as PermissionKey].roles;
  return role === 'administrator' || roles.includes(role);
}

/** What product.md lets a role do with what lies there. */
export function expectedVerdict(operation: Operation, role: RoleKey, place: Place): Verdict {
  const { permission } = operation;
  if (permission !== null && !holds(role, permission)) return 'not permitted';
  if (place === 'other tenant') return namesRecord(operation) ? 'not there' : 'done';
  // The example's partner is nobody's here: a role over the whole tenant sees it.
  if ('partnerId' in operation.params) {
    return roleTable[role].scopes.includes('tenant') ? 'done' : 'not there';
  }
  if (!isPlaced(operation)) return 'done';
  return holds(role, 'accounts.read') && isInScope(role, place) ? 'done' : 'not there';
}

/** Whether the operation is about one record, which may be another tenant's. */
const namesRecord = ({ params, query }: Operation) => Object.keys(params).length > 0 || 'subject' in query;

/** Whether it is about an account, or what hangs on one: where that lies makes a difference then. */
const isPlaced = ({ params, query }: Operation) => 'accountId' in params || 'subject' in query;

/** Where a role is answered otherwise than expected, one sentence each. */
export async function matrixFindings(
  { world, cast, here, there }: Matrix,
  operation: Operation,
): Promise<string[]> {
  const foreign = await there.request(operation.id);
  const findings: string[] = [];
  let request: ExampleRequest | undefined;
  for (const player of cast.players) {
    for (const place of places) {
      if (place === 'other tenant' && !namesRecord(operation)) continue;
      if (place !== 'other tenant' && place !== 'own' && !isPlaced(operation)) continue;
      request ??= await here.request(operation.id);
      const asked = place === 'other tenant' ? foreign : request;
      if (place !== 'other tenant') await placeAll(cast, asked, player, place);
      const { answer } = await world.ask(operation, asked, { caller: player.token });
      const expected = expectedVerdict(operation, player.role, place);
      const seen = verdictOf(operation, answer);
      if (seen !== expected) {
        const body = JSON.stringify(answer.body)?.slice(0, 200);
        findings.push(`${player.role}, ${place}: ${seen ?? answer.status} where ${expected} is due: ${body}`);
      }
      // What was done cannot be done again: the next one gets a record of its own.
      if (seen === 'done' && operation.kind === 'command' && place !== 'other tenant') request = undefined;
    }
  }
  return findings;
}

async function placeAll(cast: Cast, request: ExampleRequest, player: Player, place: Place): Promise<void> {
  const named = idsIn(new Map([['request', [{ text: JSON.stringify(request) }]]]));
  for (const id of named.filter((one) => one.startsWith('acc_'))) await cast.place(id, player, place);
}

function verdictOf(
  { answer: { status: due } }: Operation,
  { status, body }: { readonly status: number; readonly body?: unknown },
): Verdict | undefined {
  if (status === due) return 'done';
  const { code } = (body ?? {}) as { readonly code?: string };
  if (status === 403 && code === 'request.not_permitted') return 'not permitted';
  return status === 404 ? 'not there' : undefined;
}
