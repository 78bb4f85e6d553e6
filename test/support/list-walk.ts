import type { ExampleRequest, Operation } from '@keyline/http';
import type { Stage } from './rule.ts';
import type { Exchange } from './world.ts';

/** A page as lists answer it. */
export interface Page {
  readonly ids: readonly string[];
  readonly nextCursor: string | null;
}

export function pageOf({ answer }: Exchange): Page {
  const { data = [], nextCursor = null } = (answer.body ?? {}) as {
    readonly data?: readonly { readonly id?: unknown }[];
    readonly nextCursor?: string | null;
  };
  return { ids: data.map(({ id }) => String(id)), nextCursor };
}

/** The request of a list with another query: the example's filters, and these parameters. */
export function withQuery(request: ExampleRequest, query: Readonly<Record<string, string>>): ExampleRequest {
  const { limit: _, ...filters } = request.query ?? {};
  return { ...request, query: { ...filters, ...query } };
}

/** The command that makes what the list shows: it posts to the list's own path. */
function makerOf({ world, operation }: Stage): Operation | undefined {
  const all = world.surface.mounted.map((one) => one.operation);
  return all.find(({ method, path }) => method === 'POST' && path === operation.path);
}

/** Makes one more row that the list shows; false where no command makes one. */
export async function addRow(stage: Stage, request: ExampleRequest): Promise<boolean> {
  const maker = makerOf(stage);
  if (maker === undefined) return false;
  const { world, examples } = stage;
  if (request.query?.subjectId !== undefined) return addToSubject(stage, maker, request);
  if (Object.keys(maker.params).length === 0) {
    return [201, 202].includes((await examples.run(maker.id)).answer.status);
  }
  const params = JSON.stringify(request.params);
  const made = world.exchanges.find(
    (one) => one.operation === maker && JSON.stringify(one.request.params) === params,
  );
  return made !== undefined && (await world.ask(maker, made.request)).answer.status === 201;
}

/** The same where the query, and not the path, says what the rows hang on: its form is sent once more. */
async function addToSubject(
  { world }: Stage,
  maker: Operation,
  { query = {} }: ExampleRequest,
): Promise<boolean> {
  const made = world.exchanges.find(
    ({ operation, request }) =>
      operation === maker && request.form?.fields.subjectId === query.subjectId && query.subjectId,
  );
  return made !== undefined && (await world.ask(maker, made.request)).answer.status === 201;
}

/** All pages, one after the other, as their cursors lead; and what is wrong on the way. */
export async function walk(
  { world, operation }: Stage,
  request: ExampleRequest,
  limit: number,
  afterPage: () => Promise<unknown> = async () => undefined,
): Promise<{ readonly ids: readonly string[]; readonly findings: readonly string[] }> {
  const ids: string[] = [];
  const findings: string[] = [];
  let cursor: string | null = '';
  for (let pages = 0; cursor !== null && pages < 100; pages += 1) {
    const query = { ...request.query, limit: String(limit), ...(cursor !== '' && { cursor }) };
    const exchange = await world.ask(operation, { ...request, query });
    const page = pageOf(exchange);
    if (exchange.answer.status !== 200) findings.push(`a page is answered ${exchange.answer.status}`);
    if (page.ids.length > limit) findings.push(`${page.ids.length} rows on a page of ${limit}`);
    if (page.nextCursor === cursor) findings.push('a cursor leads to itself');
    findings.push(...linkFindings(exchange, page.nextCursor));
    ids.push(...page.ids);
    cursor = page.nextCursor;
    await afterPage();
  }
  return { ids, findings: cursor === null ? findings : [...findings, 'the walk has no end'] };
}

/** The Link header leads where `nextCursor` does: the same list with the same parameters. */
function linkFindings({ answer, path }: Exchange, nextCursor: string | null): string[] {
  const link = answer.headers.get('Link');
  if (nextCursor === null) return link === null ? [] : [`a Link on the last page: ${link}`];
  const address = /^<([^>]+)>; rel="next"$/.exec(link ?? '')?.[1];
  if (address === undefined) return [`the Link is ${link ?? 'missing'}`];
  const [asked, next] = [new URL(path, address), new URL(address)];
  asked.searchParams.set('cursor', nextCursor);
  asked.searchParams.sort();
  next.searchParams.sort();
  return asked.href === next.href ? [] : [`the Link leads to ${next.href}, not to ${asked.href}`];
}
