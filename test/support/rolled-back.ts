import type { Surroundings } from './world.ts';

/**
 * Surroundings in which every write is answered as if it were kept, and none is: the transaction is rolled back
 * where it would commit. The same request can be tried by one caller after the other.
 */
export const rolledBack: Surroundings = {
  between: (database) => async (request) => {
    const { method, headers } = request;
    const body = (await request.text()).replaceAll('"sql":"COMMIT"', '"sql":"ROLLBACK"');
    return database(new Request(request.url, { method, headers, body }));
  },
};
