import { importRunner, type PageDecision, type ParsedRow, type RowOutcome } from '@keyline/imports';
import { nameKey, newId, type Problem } from '@keyline/kernel';
import { changedMany, createdMany, type Moment } from '@keyline/store';
import { accountPatch, lacksReason, newAccountFields } from '../domain/account-fields.ts';
import type { CreateAccount } from '../domain/account-input.ts';
import { kindOfCreditCode } from '../domain/account-kind.ts';
import { type AccountRow, accountRow } from '../domain/account-row.ts';
import { MAX_DEPTH } from '../domain/tree.ts';
import { accountRefusal, type Checked, type CheckedState, treeRefusal } from '../records/account-checks.ts';
import { accountPageLoads, mustAllFitTree } from '../records/account-pages.ts';
import { accountSubject, indexed } from '../records/accounts.ts';
import { recounted } from '../records/grid-counts.ts';
import { unitMusts } from '../records/org-units.ts';
import { accountKind } from './account-kind.ts';
import { AccountsOfPage, type Current, failedRow, type Standing } from './account-page.ts';
import { References, type Said } from './account-references.ts';
import { trialKey, trialsOf } from './account-trials.ts';

type Row = ParsedRow<AccountRow>;

/** Accounts from a file: the rules of createAccount and changeAccount, for a page of rows in one commit. */
export const accountImports = importRunner({
  kind: accountKind,
  schema: accountRow,
  loadMany: (rows: readonly Row[]) => accountPageLoads(keysOf(rows)),
  trialKeys(rows: readonly Row[]) {
    const { externalIds, creditCodes, nameKeys, parents } = keysOf(rows);
    return [
      ...[...externalIds, ...parents].map(trialKey.externalId),
      ...creditCodes.map(trialKey.creditCode),
      ...nameKeys.map(trialKey.nameKey),
    ];
  },
  decideMany({ rows, loaded, actor, moment, dryRun, trials }): PageDecision {
    const accounts = new AccountsOfPage(loaded, trials);
    const references = new References(loaded);
    for (const { current, ancestors } of accounts.standing) {
      if (ancestors !== undefined) references.add(current.externalId, ancestors);
    }
    const may = { create: actor.permissions.has('accounts.create'), userId: actor.userId };
    const outcomes = rows.map((row) => decideRow(row, { accounts, references, moment, may }));
    if (dryRun) return { outcomes, changes: [], trials: trialsOf(accounts) };
    return { outcomes, ...commitOf(accounts, actor.tenantId, moment) };
  },
});

function keysOf(rows: readonly Row[]) {
  const all = <T>(pick: (input: Partial<AccountRow>) => T | null | undefined) =>
    rows.flatMap(({ input, defaults }) => [pick(input) ?? pick(defaults) ?? []].flat()) as T[];
  return {
    externalIds: all(({ externalId }) => externalId),
    creditCodes: all(({ creditCode }) => creditCode),
    nameKeys: all(({ name }) => name && nameKey(name)),
    users: all(({ ownerId }) => ownerId),
    units: [
      ...all(({ orgUnitId }) => orgUnitId),
      ...all(({ gridId }) => gridId),
      ...all(({ responsibleUnitId }) => responsibleUnitId),
    ],
    parents: all(({ parentId }) => parentId),
  };
}

interface PageGround {
  readonly accounts: AccountsOfPage;
  readonly references: References;
  readonly moment: Moment;
  readonly may: { readonly create: boolean; readonly userId: string | null };
}

function decideRow({ row, input, defaults }: Row, ground: PageGround): RowOutcome {
  const force = input.force ?? defaults.force ?? false;
  const target = ground.accounts.meant(input);
  if (target?.visible) {
    return changeRow(row, { ...input, force }, target, ground);
  }
  return createRow(row, { ...defaults, ...input, force }, ground);
}

/** Makes an account, where everything that a new one needs is there. */
function createRow(
  row: number,
  input: AccountRow,
  { accounts, references, moment, may }: PageGround,
): RowOutcome {
  if (!may.create) return failedRow(row, [notPermitted('accounts.create')]);
  const { name, kind = input.creditCode && kindOfCreditCode(input.creditCode) } = input;
  if (name === undefined || !kind) {
    const missing = Object.entries({ name, kind }).filter(([, given]) => !given);
    return failedRow(
      row,
      missing.map(([field]) => said('required', `/${field}`)),
    );
  }
  const { ids, state, findings } = references.resolve(input);
  const body = { ...input, ...ids, name, kind } as CreateAccount;
  const checked = checkRow(body, '', { state, findings, accounts });
  if (lacksReason(undefined, body))
    checked.push(said('account.blacklist_reason_missing', '/blacklistReason'));
  if (checked.some(({ severity }) => severity === 'error')) return failedRow(row, checked);
  const id = newId('account');
  const stamps = {
    version: 1,
    createdAt: moment.now,
    updatedAt: moment.now,
    createdBy: moment.actor.id ?? '',
  };
  const current: Current = { id, ...stamps, ...newAccountFields(body, may.userId) };
  const ancestors = [id, ...(state.above?.map((one) => one.id) ?? [])];
  accounts.put({ before: undefined, visible: true, permitted: true, current, ancestors });
  references.add(current.externalId, ancestors);
  return { row, outcome: 'created', findings: checked };
}

/** Changes what the row says otherwise; a cell that is empty says nothing. */
function changeRow(row: number, input: AccountRow, target: Standing, ground: PageGround): RowOutcome {
  const { accounts, references } = ground;
  const { current, permitted } = target;
  const { ids, state, findings } = references.resolve(input);
  const body = { ...input, ...ids };
  const patch = accountPatch(current, body);
  const differs = Object.entries(patch).some(
    ([field, next]) => !isSame(current[field as keyof Current], next),
  );
  if (!differs && findings.length === 0) return { row, outcome: 'unchanged', findings: [] };
  if (!permitted) return failedRow(row, [notPermitted('accounts.update')]);
  const namedAlike = input.name !== undefined && nameKey(input.name) === current.nameKey;
  const asked = namedAlike ? { ...body, force: true } : body;
  const checked = checkRow(asked, current.id, { state, findings, accounts, namedAlike });
  if (lacksReason(current, body)) checked.push(said('account.blacklist_reason_missing', '/blacklistReason'));
  if (checked.some(({ severity }) => severity === 'error')) return failedRow(row, checked);
  accounts.change(target, { ...current, ...patch });
  return { row, outcome: 'updated', findings: checked };
}

interface CheckGround {
  readonly state: CheckedState;
  readonly findings: readonly Said[];
  readonly accounts: AccountsOfPage;
  readonly namedAlike?: boolean;
}

/** What accounts refuse, as findings: the same checks as of one account by itself. */
function checkRow(
  body: Checked,
  self: string,
  { state, findings, accounts, namedAlike }: CheckGround,
): Said[] {
  const other = (found: Standing | undefined) =>
    found !== undefined && found.current.id !== self ? [likeRow(found)] : [];
  const namesakes = body.name === undefined || namedAlike ? [] : [...accounts.namesakes(body.name)];
  const full: CheckedState = {
    ...state,
    sameCode: other(accounts.withCode(body.creditCode))[0],
    sameExternalId: other(accounts.withExternalId(body.externalId))[0],
    similar: namesakes.flatMap((one) => other(one)),
  };
  const misplaced = treeRefusal(self, full);
  const refused = findingsOf(accountRefusal(body, full), full);
  const warned =
    body.force && full.similar?.length
      ? [
          {
            ...said('account.similar_name', '/name', { count: full.similar.length }),
            severity: 'warning' as const,
          },
        ]
      : [];
  return [
    ...findings,
    ...refused,
    ...(misplaced ? [said(misplaced, '/parentId', { limit: MAX_DEPTH })] : []),
    ...warned,
  ];
}

const pointers: Readonly<Record<string, string>> = {
  'account.duplicate_credit_code': '/creditCode',
  'account.duplicate_external_id': '/externalId',
  'account.similar_name': '/name',
};

function findingsOf(problem: Problem | undefined, { similar = [] }: CheckedState): Said[] {
  if (problem === undefined) return [];
  if (problem.errors) return problem.errors.map(({ code, pointer }) => said(code, pointer));
  return [said(problem.code, pointers[problem.code] ?? '', { count: similar.length })];
}

function said(code: string, pointer: string, values: Said['values'] = {}): Said {
  return { severity: 'error', code, pointer, values };
}

function notPermitted(permission: string): Said {
  return said('row.not_permitted', '', { permission });
}

/** A double as the checks know one; its names are for nobody here. */
function likeRow({ visible, current }: Standing) {
  const { id, name, createdAt } = current;
  return { id, name, createdAt, visible, ownerName: null, orgUnitName: null };
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
}

/** The commit of all that the rows made and changed: a few statements, whatever the number of rows. */
function commitOf(accounts: AccountsOfPage, tenantId: string, moment: Moment) {
  const all = [...accounts.standing];
  const fresh = all.filter(({ before }) => before === undefined).map(({ current }) => current);
  const patches = all.flatMap(({ before, current }) => {
    if (before === undefined || before === current) return [];
    const { id: _, version: __, createdAt, updatedAt, createdBy, ...patch } = current;
    return [{ before, patch }];
  });
  const rows = fresh.map(({ version, createdAt, updatedAt, createdBy, ...row }) => row);
  const created = createdMany(moment, accountSubject, rows, { type: 'account.created' });
  const changed = changedMany(moment, accountSubject, patches, { type: 'account.changed' });
  const renamed = changed.row.filter((row, index) => row.searchText !== patches[index]?.before.searchText);
  const moved = changed.row.filter((row, index) => row.parentId !== patches[index]?.before.parentId);
  const placed = [...created.row.filter(({ parentId }) => parentId !== null), ...moved].map(({ id }) => id);
  const given = changed.row.filter((row, index) => row.ownerId !== patches[index]?.before.ownerId);
  const units = [...created.row, ...changed.row].flatMap(({ orgUnitId, gridId, responsibleUnitId }) => {
    return [orgUnitId, gridId, responsibleUnitId];
  });
  return {
    changes: [created, changed],
    musts: unitMusts(units),
    owners: [...created.row, ...given].flatMap(({ ownerId }) => ownerId ?? []),
    also: [
      ...indexed(tenantId, ...created.row, ...renamed),
      ...recounted(
        patches.map(({ before }) => before),
        [...created.row, ...changed.row],
      ),
      ...(placed.length > 0 ? [mustAllFitTree.bind({ keys: JSON.stringify(placed) })] : []),
    ],
  };
}
