import { listWindow } from '@keyline/auth';
import type { Surroundings } from '../support/world.ts';

type Fetch = (request: Request) => Promise<Response>;

/**
 * Surroundings in which lists look at `rows` rows per page in place of their usual window, so that a few rows
 * show what otherwise takes thousands: the value is exchanged on its way to the database, wherever it stands.
 */
export function narrowWindow(rows: number): Surroundings {
  return { between: (database) => narrowing(database, rows) };
}

function narrowing(database: Fetch, rows: number): Fetch {
  return async (request) => {
    const pipeline = (await request.text()).replaceAll(onTheWire(listWindow), onTheWire(rows));
    const { method, headers } = request;
    return database(new Request(request.url, { method, headers, body: pipeline }));
  };
}

/** A whole number as it goes over the wire. */
const onTheWire = (value: number) => JSON.stringify({ type: 'integer', value: String(value) });
