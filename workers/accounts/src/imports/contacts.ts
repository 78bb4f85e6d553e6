import {
  type Finding,
  importRunner,
  type PageDecision,
  type ParsedRow,
  type RowOutcome,
  type Trial,
} from '@keyline/imports';
import { newId } from '@keyline/kernel';
import { changedMany, createdMany, type Loaded } from '@keyline/store';
import { newContactFields } from '../domain/contact-fields.ts';
import { type ContactRow, contactRow } from '../domain/contact-row.ts';
import { contactPageLoads } from '../records/contact-pages.ts';
import { contactSubject } from '../records/contacts.ts';
import { contactKind } from './contact-kind.ts';

type Row = ParsedRow<ContactRow>;
type PageState = Loaded<ReturnType<typeof contactPageLoads>>;
type Contact = PageState['contacts'][number];
type Fields = Omit<Contact, 'version' | 'createdAt' | 'updatedAt' | 'createdBy'>;

/** A contact as the rows before have left it; one that the page makes was nothing before. */
interface Standing {
  readonly before: Contact | undefined;
  fields: Fields;
}

/** Contacts from a file. One is known again by its account and its name. */
export const contactImports = importRunner({
  kind: contactKind,
  schema: contactRow,
  loadMany: (rows: readonly Row[]) =>
    contactPageLoads({
      accounts: rows.flatMap(({ input, defaults }) => input.accountId ?? defaults.accountId ?? []),
      names: rows.flatMap(({ input }) => input.name ?? []),
    }),
  trialKeys: (rows: readonly Row[]) =>
    rows.map(({ input, defaults }) => trialKey(input.accountId ?? defaults.accountId, input.name)),
  decideMany({ rows, loaded, moment, dryRun, trials }): PageDecision {
    const standing = new Map<string, Standing>();
    for (const before of loaded.contacts) {
      const { version: _, createdAt, updatedAt, createdBy, ...fields } = before;
      standing.set(keyOf(before), { before, fields });
    }
    for (const { state } of trials) {
      const before = state as Contact;
      standing.set(keyOf(before), { before, fields: before });
    }
    const outcomes = rows.map((row) => decideRow(row, loaded, standing));
    const all = [...standing.values()];
    if (dryRun) return { outcomes, changes: [], trials: trialsOf(all, loaded) };
    const fresh = all.filter(({ before }) => before === undefined).map(({ fields }) => fields);
    const patches = all.flatMap(({ before, fields: { id: _, ...patch } }) =>
      before ? [{ before, patch }] : [],
    );
    const created = createdMany(moment, contactSubject, fresh, { type: 'contact.created' });
    const changed = changedMany(moment, contactSubject, patches, { type: 'contact.changed' });
    return { outcomes, changes: [created, changed] };
  },
});

/** By what the file calls the account, and the contact's name. */
function trialKey(account: string | null | undefined, name: string | undefined): string {
  return `${account} ${name}`;
}

/** What a dry run keeps of the contacts that its page would have made or changed. */
function trialsOf(all: readonly Standing[], { accounts }: PageState): Trial[] {
  const keysOf = ({ accountId, name }: Fields) =>
    accounts.filter(({ id }) => id === accountId).map(({ key }) => trialKey(key, name));
  return all
    .filter(({ before, fields }) => before === undefined || !isSame(before, { ...before, ...fields }))
    .map(({ fields }) => ({ id: fields.id, keys: keysOf(fields), state: fields }));
}

function keyOf({ accountId, name }: Pick<Fields, 'accountId' | 'name'>): string {
  return `${accountId} ${name}`;
}

function decideRow(
  { row, input, defaults }: Row,
  loaded: PageState,
  standing: Map<string, Standing>,
): RowOutcome {
  const failed = (code: string, pointer: string, values: Finding['values'] = {}): RowOutcome => {
    return { row, outcome: 'failed', findings: [{ severity: 'error', code, pointer, values }] };
  };
  const { accountId: given = defaults.accountId, name, ...rest } = input;
  if (given === undefined) return failed('required', '/accountId');
  if (name === undefined) return failed('required', '/name');
  const [account, other] = loaded.accounts.filter(({ key, visible }) => key === given && visible);
  if (account === undefined) return failed('unknown_reference', '/accountId');
  if (other !== undefined && other.id !== account.id)
    return failed('ambiguous_reference', '/accountId', { given });
  if (!account.permitted) return failed('row.not_permitted', '', { permission: 'contacts.write' });
  const known = standing.get(keyOf({ accountId: account.id, name }));
  if (known === undefined) {
    const { accountId: _, name: __, ...others } = defaults;
    const fields = {
      id: newId('contact'),
      accountId: account.id,
      ...newContactFields({ ...others, ...rest, name }),
    };
    standing.set(keyOf(fields), { before: undefined, fields });
    return { row, outcome: 'created', findings: [] };
  }
  const differs = Object.entries(rest).some(
    ([field, next]) => !isSame(known.fields[field as keyof Fields], next),
  );
  if (differs) known.fields = { ...known.fields, ...rest };
  return { row, outcome: differs ? 'updated' : 'unchanged', findings: [] };
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
}
