import type { Actor, PrincipalRow } from '@keyline/auth';
import {
  type CursorKey,
  type Locale,
  type ProblemCatalogue,
  ProblemError,
  refuseCommon,
  toInstant,
} from '@keyline/kernel';
import { type FactDraft, type Moment, type Plan, type TenantStore, tenantStore } from '@keyline/store';
import {
  admit,
  authenticate,
  businessNow,
  callerOf,
  momentOf,
  notPermitted,
  originOf,
  principalLoad,
} from './caller.ts';
import { byteOrderMark, type CsvColumn, type CsvValue, csvLine } from './csv.ts';
import { describeError } from './describe-error.ts';
import { type Input, parseInput } from './input.ts';
import { inputError } from './input-errors.ts';
import { cut, type Page } from './list-page.ts';
import type { Entries, Incoming } from './operation.ts';
import { demand } from './preconditions.ts';

/** What a list offers as a file: `?format=csv` and `?format=xlsx`, with a permission of its own. */
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
  /** What of reading these rows has to be logged. */
  facts?(given: {
    readonly loaded: Readonly<Record<string, unknown>>;
    readonly moment: Moment;
  }): readonly FactDraft[];
  view(row: object, given: { readonly actor: Actor; readonly loaded: object; readonly locale: Locale }): Item;
}

/** Rows per round trip of an export. */
export const exportRows = 500;

type Line = readonly CsvValue[];

interface Part {
  readonly lines: readonly Line[];
  readonly next: readonly CursorKey[] | undefined;
}

/**
 * Answers a list as a CSV file, or a workbook: page by page, each read when the client takes more, so that memory stays flat
 * and a client who goes away ends it. Rights are read anew with every page. What fails before the first page is
 * answered as a problem; what fails later breaks the file off, so that nobody takes a part for the whole. Where reading
 * is itself logged, each page is before it goes out.
 */
export async function fileExport<Item>(
  incoming: Incoming,
  source: CsvSource<Item>,
  format: 'csv' | 'xlsx',
): Promise<Response> {
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
    if (page === undefined) return { lines: [], next: undefined };
    const { shown, next } = cut(page);
    const facts = source.facts?.({ loaded, moment: momentOf(incoming, actor) }) ?? [];
    if (facts.length > 0) {
      const origin = originOf(incoming, input.sessionId);
      const logged = await store.commit({ changes: [], facts, origin });
      if (!logged.committed) throw new Error(`an export is not logged: ${logged.reason}`);
    }
    const items = shown.map((row) => source.view(row, { actor, loaded, locale }));
    return { lines: items.map((item) => source.columns.map(({ value }) => value(item))), next };
  };
  const first = await read(undefined);
  const head = source.columns.map(({ heading }) => heading[locale]);
  const lines = linesOf({ ...first, lines: [head, ...first.lines] }, read, incoming);
  const body = format === 'csv' ? csvOf(lines) : await workbookOf(lines, source.name);
  const day = toInstant(businessNow(incoming)).slice(0, 10);
  return new Response(body, {
    headers: {
      'Content-Type': contentTypes[format],
      'Content-Disposition': `attachment; filename="${source.name}-${day}.${format}"`,
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

const contentTypes = {
  csv: 'text/csv; charset=utf-8; header=present',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

/** The lines of the parts, each part read when it is asked for. */
async function* linesOf(
  first: Part,
  read: (after: readonly CursorKey[]) => Promise<Part>,
  { requestId }: Incoming,
): AsyncGenerator<readonly Line[]> {
  let { lines, next } = first;
  for (;;) {
    if (lines.length > 0) yield lines;
    if (next === undefined) return;
    try {
      ({ lines, next } = await read(next));
    } catch (error) {
      console.error({ message: 'export broke off', requestId, error: describeError(error) });
      throw error;
    }
  }
}

function csvOf(parts: AsyncGenerator<readonly Line[]>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let head = byteOrderMark;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await parts.next();
        if (done) return controller.close();
        controller.enqueue(encoder.encode(head + value.map(csvLine).join('')));
        head = '';
      },
      async cancel() {
        await parts.return(undefined);
      },
    },
    { highWaterMark: 0 },
  );
}

/** Text in a workbook is text, whatever it begins with: no formula comes of it. */
async function workbookOf(
  parts: AsyncGenerator<readonly Line[]>,
  name: string,
): Promise<ReadableStream<Uint8Array>> {
  const { writeXlsxStream } = await import('hucre/xlsx');
  async function* rows() {
    for await (const lines of parts) for (const line of lines) yield line.map(cellOf);
  }
  return writeXlsxStream(rows(), { name });
}

function cellOf(value: CsvValue): string | number | boolean | null {
  if (value === null || value === undefined) return null;
  return typeof value === 'object' ? JSON.stringify(value) : value;
}
