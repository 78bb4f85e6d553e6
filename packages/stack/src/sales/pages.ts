import type { Caller } from '../demo/client.ts';

interface Page<Item> {
  readonly data: readonly Item[];
  readonly nextCursor: string | null;
}

/** All that a list holds, page by page. */
export async function* allOf<Item>(as: Caller, path: string): AsyncGenerator<Item> {
  let cursor: string | null = '';
  while (cursor !== null) {
    const query: URLSearchParams = new URLSearchParams({ limit: '200', ...(cursor !== '' && { cursor }) });
    const page: Page<Item> = await as<Page<Item>>('GET', `${path}?${query}`);
    yield* page.data;
    cursor = page.nextCursor;
  }
}
