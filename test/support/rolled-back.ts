import type { Surroundings } from './world.ts';

/** What a request notes by itself before it writes: it has to find that again. */
const notes = 'INSERT INTO \\"pending_files\\"';

/**
 * Surroundings in which every write is answered as if it were kept, and none is, but for notes of what is on its way:
 * the transaction is rolled back where it would commit. The same request can be tried by one caller after the other.
 */
export const rolledBack: Surroundings = {
  between: (database) => async (request) => {
    const { method, headers } = request;
    const text = await request.text();
    const body = text.includes(notes) ? text : text.replaceAll('"sql":"COMMIT"', '"sql":"ROLLBACK"');
    return database(new Request(request.url, { method, headers, body }));
  },
};
