import type { Actor, PrincipalRow } from '@keyline/auth';
import {
  type CursorKey,
  type Locale,
  type ProblemCatalogue,
  ProblemError,
  refuseCommon,
  toInstant,
} from '@keyline/kernel';
import { type Plan, type TenantStore, tenantStore } from '@keyline/store';
import { admit, authenticate, businessNow, callerOf, notPermitted, principalLoad } from './caller.ts';
import { byteOrderMark, type CsvColumn, csvHead, csvRow } from './csv.ts';
import { describeError } from './describe-error.ts';
import { type Input, parseInput } from './input.ts';
import { inputError } from './input-errors.ts';
import { cut, type Page } from './list-page.ts';
import type { Entries, Incoming } from './operation.ts';
import { demand } from './preconditions.ts';

/** What a list offers as a file: `?format=csv`, with a permission of its own. */
export interface CsvOffer<Item> {
  readonly permission: string;
  /** The file's name, before its date. */
  readonly name: string;
  readonly columns: readonly CsvColumn<Item>[];
}

/** What an export needs of its list. */
export interface CsvSource<Item> extends CsvOffer<Item> {
  readonly params: Entries;
  readonly query: Entries;
  readonly listPermission: string | null;
  /** All that are asked about, these two included. */
  readonly permissions: readonly string[];
  readonly required: Readonly<Record<string, string>>;
  readonly problems: ProblemCatalogue;
  /** One page behind a place, with all that stands beside its rows. */
  load(input: Input<Entries, Entries, undefined>, after: readonly CursorKey[] | undefined): Plan;
  view(row: object, given: { readonly actor: Actor; readonly loaded: object; readonly locale: Locale }): Item;
}

/** Rows per round trip of an export. */
export const exportRows = 500;

interface Part {
  readonly text: string;
  readonly next: readonly CursorKey[] | undefined;
}

/**
 * Answers a list as a CSV file: page by page, each read when the client takes more, so that memory stays flat
 * and a client who goes away ends it. Rights are read anew with every page. What fails before the first page is
 * answered as a problem; what fails later breaks the file off, so that nobody takes a part for the whole.
 */
export async function csvExport<Item>(incoming: Incoming, source: CsvSource<Item>): Promise<Response> {
  const credential = await authenticate(incoming);
  const { params, query } = source;
  const input = await parseInput(incoming, { params, query }, callerOf(credential));
  refusePaging(input.query);
  const store = tenantStore(incoming.runtime.database, credential.tenantId, credential.principalId);
  incoming.spent = { ...store.spent };
  const { locale } = incoming;
  const read = async (after: readonly CursorKey[] | undefined): Promise<Part> => {
    const plan: Plan = {
      ...source.load(input as Input<Entries, Entries, undefined>, after),
      principal$: principalLoad(credential, source.permissions),
    };
    const loaded = await readPart(store, plan, incoming);
    const actor = await admit(
      incoming,
      credential,
      loaded.principal$ as PrincipalRow | undefined,
      source.listPermission,
    );
    if (!actor.permissions.has(source.permission)) throw notPermitted(source.permission);
    demand(loaded, source.required, source.problems, source.listPermission);
    const page = loaded.page$ as Page | undefined;
    if (page === undefined) return { text: '', next: undefined };
    const { shown, next } = cut(page);
    const lines = shown.map((row) => csvRow(source.columns, source.view(row, { actor, loaded, locale })));
    return { text: lines.join(''), next };
  };
  const first = await read(undefined);
  const head = byteOrderMark + csvHead(source.columns, locale);
  const body = streamOf({ ...first, text: head + first.text }, read, incoming);
  const day = toInstant(businessNow(incoming)).slice(0, 10);
  return new Response(body, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8; header=present',
      'Content-Disposition': `attachment; filename="${source.name}-${day}.csv"`,
      'Content-Language': locale,
      'Cache-Control': 'no-store',
      'X-Request-Id': incoming.requestId,
      ...incoming.headers,
    },
  });
}

/** Until the answer begins, its telemetry tells what was spent. */
async function readPart(
  store: TenantStore,
  plan: Plan,
  incoming: Incoming,
): Promise<Readonly<Record<string, unknown>>> {
  try {
    return await store.read(plan);
  } finally {
    incoming.spent = { ...store.spent };
  }
}

/** A file is the whole list: it has no pages. */
function refusePaging(query: Readonly<Record<string, unknown>>): void {
  const given = ['limit', 'cursor'].filter((name) => query[name] !== undefined);
  if (given.length === 0) return;
  const errors = given.map((name) => inputError(`/query/${name}`, 'invalid'));
  throw new ProblemError(refuseCommon('request.invalid', { errors }));
}

/** Bytes of the parts, each made when it is asked for. */
function streamOf(
  first: Part,
  read: (after: readonly CursorKey[]) => Promise<Part>,
  { requestId }: Incoming,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let { text, next } = first;
  let gone = false;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          while (text === '' && next !== undefined && !gone) ({ text, next } = await read(next));
        } catch (error) {
          console.error({ message: 'export broke off', requestId, error: describeError(error) });
          throw error;
        }
        if (gone) return;
        if (text !== '') controller.enqueue(encoder.encode(text));
        text = '';
        if (next === undefined) controller.close();
      },
      cancel() {
        gone = true;
      },
    },
    { highWaterMark: 0 },
  );
}
