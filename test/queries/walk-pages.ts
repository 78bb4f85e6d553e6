import type { Operation } from '@keyline/http';
import type { World } from '../support/world.ts';
import { searchOf, type Variant } from './list-variants.ts';

export interface ListAsk {
  readonly operation: Operation;
  readonly params?: Readonly<Record<string, string>>;
  readonly variant: Variant;
  readonly caller: string;
  readonly limit: number;
}

/** No walk in these tests needs as many. */
const mostPages = 300;

/** The ids on all pages of a list, as its cursors lead, with something done after each page. */
export async function walkPages(
  world: World,
  { operation, params = {}, variant, caller, limit }: ListAsk,
  afterPage: (page: number) => Promise<unknown> = async () => undefined,
): Promise<readonly string[]> {
  const ids: string[] = [];
  let cursor: string | null = '';
  for (let page = 0; cursor !== null; page += 1) {
    const search = searchOf({ ...variant, limit: String(limit), ...(cursor !== '' && { cursor }) });
    const { answer } = await world.ask(operation, { params }, { caller, search });
    const body = answer.body as { data?: { id: string }[]; nextCursor?: string | null };
    if (answer.status !== 200 || body.data === undefined || body.nextCursor === undefined) {
      throw new Error(`${operation.id}?${search}: ${JSON.stringify(answer.body)}`);
    }
    if (body.data.length > limit) throw new Error(`${body.data.length} rows on a page of ${limit}`);
    if (page > mostPages) throw new Error(`${operation.id}?${search}: the walk has no end`);
    ids.push(...body.data.map(({ id }) => id));
    cursor = body.nextCursor;
    await afterPage(page);
  }
  return ids;
}
