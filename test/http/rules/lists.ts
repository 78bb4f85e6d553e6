import type { ExampleRequest, Operation } from '@keyline/http';
import { addRow, pageOf, walk, withQuery } from '../../support/list-walk.ts';
import { refusalFindings } from '../../support/refusal.ts';
import { type Rule, type Stage, withoutWriting } from '../../support/rule.ts';
import { choiceIn, coreOf, partsOf } from '../../support/schema-parts.ts';

const isList = ({ kind }: Operation) => kind === 'list';
const wholeLimit = '200';
const leastRows = 3;

/** The example's list with enough rows for more than one page. */
async function filled(stage: Stage): Promise<{ request: ExampleRequest; rows: number }> {
  const request = withQuery(await stage.prepare(), {});
  const count = async () => (await whole(stage, request)).length;
  let rows = await count();
  while (rows < leastRows + 1 && (await addRow(stage, request))) {
    const before = rows;
    rows = await count();
    // What is made and not shown would be made for ever.
    if (rows === before) break;
  }
  return { request, rows };
}

async function whole({ world, operation }: Stage, request: ExampleRequest): Promise<readonly string[]> {
  return pageOf(await world.ask(operation, withQuery(request, { limit: wholeLimit }))).ids;
}

function tooFew(rows: number): string[] {
  return rows >= leastRows ? [] : [`shows ${rows} rows: nothing that the guard knows makes ${leastRows}`];
}

const seesAll: Rule = {
  name: 'a walk along its cursors sees every row once and in order, however it is sorted',
  applies: isList,
  async check(stage) {
    const { request, rows } = await filled(stage);
    const findings = tooFew(rows);
    for (const query of [{}, ...sortsOf(stage.operation).map((sort) => ({ sort }))]) {
      const asked = withQuery(request, query);
      const all = await whole(stage, asked);
      for (const limit of [1, 2]) {
        const walked = await walk(stage, asked, limit);
        const same = walked.ids.join() === all.join() && new Set(all).size === all.length;
        const what = `${JSON.stringify(query)}, ${limit} a page`;
        findings.push(...walked.findings.map((finding) => `${what}: ${finding}`));
        if (!same) findings.push(`${what}: walks ${walked.ids.join(' ')} where ${all.join(' ')} is whole`);
      }
    }
    return findings;
  },
};

const stable: Rule = {
  name: 'rows that come during a walk neither hide nor repeat another',
  applies: isList,
  async check(stage) {
    const { request, rows } = await filled(stage);
    const before = await whole(stage, request);
    let added = 0;
    const { ids, findings } = await walk(stage, request, 1, async () => {
      if (added < 2) added += Number(await addRow(stage, request));
    });
    const hidden = before.filter((id) => !ids.includes(id));
    const repeated = ids.filter((id, index) => ids.indexOf(id) !== index);
    return [
      ...tooFew(rows),
      ...findings,
      ...hidden.map((id) => `hides ${id}`),
      ...repeated.map((id) => `repeats ${id}`),
    ];
  },
};

const badCursor: Rule = {
  name: 'a damaged cursor is refused',
  applies: isList,
  async check(stage) {
    const { request } = await filled(stage);
    const cursor = await firstCursor(stage, request);
    const cursors = [
      'x',
      '',
      cursor.slice(0, -3),
      `${cursor}AAAA`,
      `A${cursor}`,
      encode([]),
      encode({}),
      reshaped(cursor, {}),
    ];
    const forged = await stage.world.ask(
      stage.operation,
      withQuery(request, { cursor: reshaped(cursor, 'x') }),
    );
    const survives = [200, 400].includes(forged.answer.status);
    const refused = await refusesCursors(
      stage,
      cursors.map((one) => withQuery(request, { cursor: one })),
    );
    return [...refused, ...(survives ? [] : [`a forged cursor is answered ${forged.answer.status}`])];
  },
};

const foreignCursor: Rule = {
  name: 'a cursor of another order, filter or parent is refused',
  applies: isList,
  async check(stage) {
    const { operation, prepare } = stage;
    const { request } = await filled(stage);
    const cursor = await firstCursor(stage, request);
    const [sort, otherSort] = sortsOf(operation);
    const sorted = sort === undefined ? '' : await firstCursor(stage, withQuery(request, { sort }));
    const filter = filterOf(operation, request);
    const others = [
      ...(otherSort === undefined ? [] : [withQuery(request, { cursor: sorted, sort: otherSort })]),
      ...(filter === undefined ? [] : [withQuery(request, { cursor, ...filter })]),
      ...(request.params === undefined ? [] : [withQuery(await prepare(), { cursor })]),
    ];
    const none = others.length === 0 ? ['has neither order, filter nor parent'] : [];
    return [...none, ...(await refusesCursors(stage, others))];
  },
};

/** How lists are walked. */
export const listRules: readonly Rule[] = [seesAll, stable, badCursor, foreignCursor];

async function refusesCursors(stage: Stage, requests: readonly ExampleRequest[]): Promise<string[]> {
  const { world, operation } = stage;
  return withoutWriting(world, async () => {
    const findings = [];
    for (const request of requests) {
      const found = await refusalFindings((headers) => world.ask(operation, request, { headers }), {
        status: 400,
        code: 'request.invalid',
        error: { pointer: '/query/cursor', codes: ['invalid'] },
      });
      findings.push(...found.map((finding) => `${JSON.stringify(request.query)}: ${finding}`));
    }
    return findings;
  });
}

async function firstCursor({ world, operation }: Stage, request: ExampleRequest): Promise<string> {
  const { nextCursor } = pageOf(await world.ask(operation, withQuery(request, { limit: '1' })));
  if (nextCursor === null) throw new Error(`${operation.id}: one row is all there is`);
  return nextCursor;
}

function sortsOf({ query }: Operation): string[] {
  const { sort } = query;
  return sort === undefined ? [] : (coreOf(partsOf(sort)).options ?? []).map(String);
}

/** A filter that the request does not have, with one of its choices. */
function filterOf({ query }: Operation, request: ExampleRequest): Record<string, string> | undefined {
  const free = Object.entries(query).filter(
    ([name]) => !['sort', 'limit', 'cursor', 'q', 'format'].includes(name),
  );
  const [found] = free.flatMap(([name, schema]) => {
    const choice = choiceIn(partsOf(schema));
    return choice === undefined || request.query?.[name] !== undefined ? [] : [{ [name]: choice }];
  });
  return found;
}

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** The cursor with another value in the place of each of its keys; its mark stays. */
function reshaped(cursor: string, key: unknown): string {
  const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  return encode(Array.isArray(parsed) ? parsed.map((part, index) => (index === 0 ? part : key)) : key);
}
