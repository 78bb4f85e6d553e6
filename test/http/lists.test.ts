import type { Incoming } from '@keyline/http';
import { showBites } from '../support/fixture/bite.ts';
import { handledBy } from '../support/fixture/surface.ts';
import { listUnits } from '../support/fixture/units.ts';
import { holdAll } from '../support/rule.ts';
import { productSurface } from '../support/surface.ts';
import { listRules } from './rules/lists.ts';

holdAll(await productSurface(), listRules);

/** The request with other query parameters: null takes one away. */
function withQuery(incoming: Incoming, query: Readonly<Record<string, string | null>>): Incoming {
  const url = new URL(incoming.url);
  for (const [name, given] of Object.entries(query)) {
    if (given === null) url.searchParams.delete(name);
    else url.searchParams.set(name, given);
  }
  return { ...incoming, url };
}

const deaf = handledBy(listUnits, (incoming, usual) => usual(withQuery(incoming, { cursor: null })));

/** Pages by counting rows, as lists with an offset do. */
const counting = handledBy(listUnits, async (incoming, usual) => {
  const limit = Number(incoming.url.searchParams.get('limit') ?? 50);
  const from = Number(incoming.url.searchParams.get('cursor') ?? 0);
  const response = await usual(withQuery(incoming, { limit: '200', cursor: null }));
  const { data } = (await response.json()) as { readonly data: readonly unknown[] };
  const nextCursor = from + limit < data.length ? String(from + limit) : null;
  if (nextCursor !== null) {
    const next = withQuery(incoming, { cursor: nextCursor }).url;
    response.headers.set('Link', `<${next.href}>; rel="next"`);
  }
  return new Response(JSON.stringify({ data: data.slice(from, from + limit), nextCursor }), response);
});

const walks = 'a walk along its cursors sees every row once and in order, however it is sorted';

showBites(listRules, [
  {
    when: 'the second page is the first one',
    rule: walks,
    broken: deaf,
    finding: /the walk has no end/,
  },
  {
    when: 'a sort is not kept to by the next page',
    rule: walks,
    broken: handledBy(listUnits, (incoming, usual) =>
      usual(incoming.url.searchParams.has('cursor') ? withQuery(incoming, { sort: null }) : incoming),
    ),
    finding: /"sort":"createdAt".*: a page is answered 400/,
  },
  {
    when: 'the Link leads elsewhere than the cursor',
    rule: walks,
    broken: handledBy(listUnits, async (incoming, usual) => {
      const response = await usual(incoming);
      if (response.headers.has('Link')) response.headers.set('Link', `<${incoming.url.href}>; rel="next"`);
      return response;
    }),
    finding: /the Link leads to/,
  },
  {
    when: 'pages are counted by rows',
    rule: 'rows that come during a walk neither hide nor repeat another',
    broken: counting,
    finding: /repeats org_/,
  },
  {
    when: 'a damaged cursor starts anew',
    rule: 'a damaged cursor is refused',
    broken: handledBy(listUnits, (incoming, usual) =>
      usual(incoming).catch(() => usual(withQuery(incoming, { cursor: null }))),
    ),
    finding: /"cursor":"x"\}: status 200 where 400 is due/,
  },
  {
    when: 'a cursor is good for any list',
    rule: 'a cursor of another order, filter or parent is refused',
    broken: deaf,
    finding: /"sort":"-createdAt"\}: status 200 where 400 is due/,
  },
]);
