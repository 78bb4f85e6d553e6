import { importRunner, type PageDecision, type ParsedRow, type RowOutcome } from '@keyline/imports';
import { newId } from '@keyline/kernel';
import type { Loaded } from '@keyline/store';
import { administers } from '../domain/user-changes.ts';
import type { AssignmentInput } from '../domain/user-input.ts';
import { type UserRow, userRow } from '../domain/user-row.ts';
import { checkUser } from '../records/user-checks.ts';
import { userPageLoads } from '../records/user-pages.ts';
import { failedRow } from './account-page.ts';
import type { Said } from './account-references.ts';
import { commitOf, isSame } from './user-commit.ts';
import { userKind } from './user-kind.ts';
import { type CurrentUser, type StandingUser, trialKeys, trialsOf, UsersOfPage } from './user-page.ts';

type Row = ParsedRow<UserRow>;
type PageState = Loaded<ReturnType<typeof userPageLoads>>;

/** Users from a file: the rules of createUser and changeUser. They come in by an invitation or a reset. */
export const userImports = importRunner({
  kind: userKind,
  schema: userRow,
  loadMany: (rows: readonly Row[]) => {
    const all = <T>(pick: (input: Partial<UserRow>) => T | undefined) =>
      rows.flatMap(({ input, defaults }) => pick(input) ?? pick(defaults) ?? []);
    return userPageLoads({
      externalIds: all(({ externalId }) => externalId),
      emails: all(({ email }) => email?.toLowerCase()),
      roles: all(({ roles }) => roles?.map(({ role }) => role)).flat(),
      units: all(({ orgUnitId }) => orgUnitId),
    });
  },
  trialKeys: (rows: readonly Row[]) => rows.flatMap(({ input }) => trialKeys(input)),
  decideMany({ rows, loaded, moment, dryRun, trials }): PageDecision {
    const users = new UsersOfPage(loaded.users, trials);
    const outcomes = rows.map((row) => decideRow(row, loaded, users));
    if (dryRun) return { outcomes, changes: [], trials: trialsOf(users) };
    return { outcomes, ...commitOf(users, moment) };
  },
});

function decideRow({ row, input, defaults }: Row, loaded: PageState, users: UsersOfPage): RowOutcome {
  if (input.externalId === undefined && input.email === undefined) {
    return failedRow(row, [said('user.key_missing', '')]);
  }
  const target = users.meant(input);
  const full = target === undefined ? { ...defaults, ...input } : input;
  const missing = target === undefined ? (['name', 'email'] as const).filter((field) => !full[field]) : [];
  if (missing.length > 0)
    return failedRow(
      row,
      missing.map((field) => said('required', `/${field}`)),
    );
  const { current, findings } = wanted(full, target, loaded, users);
  if (findings.length > 0) return failedRow(row, findings);
  if (target === undefined) {
    users.add(current);
    return { row, outcome: 'created', findings: [] };
  }
  if (isSame(target.current, current)) return { row, outcome: 'unchanged', findings: [] };
  if (target.before !== undefined && target.before.beyond.length > 0) {
    return failedRow(row, [beyond(target.before.beyond)]);
  }
  const resigns = administers(target.current.roles, 'active') && !administers(current.roles, 'active');
  if (resigns) return failedRow(row, [said('user.administrator_stays', '/roles')]);
  target.current = current;
  return { row, outcome: 'updated', findings: [] };
}

/** What becomes of a user by a row, and what speaks against it. */
function wanted(
  { roles: given, orgUnitId: unitName, ...fields }: UserRow,
  target: StandingUser | undefined,
  { roles: known, units }: PageState,
  users: UsersOfPage,
): { readonly current: CurrentUser; readonly findings: readonly Said[] } {
  const was = target?.current;
  const found = units.filter(({ key, state }) => key === unitName && state === 'active');
  const orgUnitId = unitName === undefined ? (was?.orgUnitId ?? null) : (found[0]?.id ?? unitName);
  const id = was?.id ?? newId('user');
  const meant = given?.map(({ role, scope }): AssignmentInput => {
    const one = known.find((each) => each.given === role);
    return { roleId: one?.id ?? role, ...(scope !== undefined && { dataScope: scope }) };
  });
  const body = { email: fields.email, orgUnitId: unitName && orgUnitId, roles: meant };
  const isPartner = (target?.before?.partnerId ?? null) !== null;
  const namesake = users.withEmail(fields.email)?.current;
  const state = {
    namesake,
    units: found,
    known: known.filter((one) => meant?.some(({ roleId }) => roleId === one.id)),
  };
  const checked = checkUser(body, state, { id, orgUnitId, isPartner });
  const email = fields.email ?? was?.email ?? '';
  const current = {
    ...(was ?? { name: '', mobile: null, locale: null, externalId: null }),
    ...fields,
    ...{ id, email, emailKey: email.toLowerCase(), orgUnitId },
    roles: checked.problem === undefined ? (checked.roles ?? was?.roles ?? []) : [],
  };
  return {
    current: current as CurrentUser,
    findings: [...ambiguous(unitName, found), ...findingsOf(checked)],
  };
}

function ambiguous(given: string | undefined, found: readonly unknown[]): Said[] {
  return found.length > 1 ? [said('ambiguous_reference', '/orgUnitId', { given })] : [];
}

function findingsOf({ problem }: ReturnType<typeof checkUser>): Said[] {
  if (problem === undefined) return [];
  if (problem.errors) return problem.errors.map(({ code, pointer }) => said(code, rowPointer(pointer)));
  const at = problem.code === 'user.email_taken' ? '/email' : '/roles';
  return [said(problem.code, at, problem.values ?? {})];
}

/** A row has one cell for all roles. */
function rowPointer(pointer: string): string {
  return pointer.startsWith('/roles/') ? '/roles' : pointer;
}

function beyond(permissions: readonly string[]): Said {
  return said('user.beyond_own_rights', '', { permissions: [...permissions].sort().join(', ') });
}

function said(code: string, pointer: string, values: Said['values'] = {}): Said {
  return { severity: 'error', code, pointer, values };
}
