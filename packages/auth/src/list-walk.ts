import { at, type RowShape, tenant, value } from '@keyline/store';
import { type SQL, sql } from 'drizzle-orm';
import { choice, heldBy, rowsOf } from './list-choice.ts';
import { afterCursor, boundsOn, cursorPlace, type ListOrder, type ListPlace } from './list-order.ts';
import { type ListAsked, type ListShape, sortOf } from './list-shape.ts';
import { isOrdered, type Source, type Stream, sourcesOf } from './list-sources.ts';

interface Walk<S extends RowShape> {
  readonly shape: ListShape<S>;
  readonly asked: ListAsked;
  readonly order: ListOrder;
}

interface Walked {
  /**
   * Common tables up to `walk` (k, id, rid): the keys that the page may show, in its order, lazily: who reads a few of
   * them pays for a few. It gives no more than `window` keys.
   */
  readonly tables: SQL;
  /** A select of the last of those keys (k, id), where there are as many as the window: the others are passed over. */
  readonly end: SQL;
  /** Whether equal keys may stand there, together. */
  readonly mayRepeat: boolean;
}

/** Where the keys of a page come from. */
export function walkOf<S extends RowShape>(walk: Walk<S>): Walked {
  const { shape, asked } = walk;
  const offered = sourcesOf(shape, asked);
  const sources = [...offered.filters, ...(offered.scope ? [offered.scope] : [])];
  if (sources.length === 0) {
    const tables = sql`walk AS NOT MATERIALIZED (${baseWalk(walk, value('window'))})`;
    return { tables, end: sql`SELECT k, id FROM (${baseWalk(walk, lastOf(sql`1`))})`, mayRepeat: false };
  }
  const direct = sources.flatMap((source) => directStream(source, asked) ?? []);
  const many = sources.filter((source) => directStream(source, asked) === undefined);
  const streams = many.flatMap((source) => source.streams);
  const along = (limit: (source: number) => SQL) => [
    baseWalk(walk, limit(0)),
    ...direct.map((stream) => directWalk(walk, stream, limit(stream.number))),
  ];
  const queue = streams.length > 0 ? [sql`SELECT k, id, rid FROM merged`] : [];
  const walks = [...along((source) => chosen(source, value('window'))).map(keysIn), ...queue];
  const ends = along((source) => lastOf(chosen(source, sql`1`))).map(keysIn);
  const lastQueued = queue.map((merged) => keysIn(sql`${merged} LIMIT ${lastOf(sql`1`)}`));
  const beside = [
    sql`stream (n, key) AS MATERIALIZED (${streamKeys(many)})`,
    sql`merged (n, key, k, id, rid) AS NOT MATERIALIZED (${merged(walk, streams)})`,
  ];
  const tables = [
    sql`source (n) AS MATERIALIZED (SELECT ${choice(shape, asked, offered)})`,
    ...(streams.length > 0 ? beside : []),
    sql`walk AS NOT MATERIALIZED (${sql.join(walks, sql` UNION ALL `)})`,
  ];
  return {
    tables: sql.join(tables, sql`, `),
    end: sql`SELECT k, id FROM (${sql.join([...ends, ...lastQueued], sql` UNION ALL `)})`,
    mayRepeat: offered.scope !== undefined,
  };
}

const keysIn = (select: SQL) => sql`SELECT k, id, rid FROM (${select})`;

/** So many rows where this source was chosen, else none: the walk ends before it begins. */
function chosen(source: number, rows: SQL): SQL {
  return sql`(SELECT CASE n WHEN ${sql.raw(String(source))} THEN ${rows} ELSE 0 END FROM source)`;
}

/** A limit to the last row of the window. */
function lastOf(limit: SQL): SQL {
  return sql`${limit} OFFSET ${value('window')} - 1`;
}

/** The stream of a source that is one key along an index in the asked order: it needs no queue. */
function directStream({ streams }: Source, asked: ListAsked): DirectStream | undefined {
  const [stream] = streams;
  if (stream?.only === undefined || streams.length > 1 || !isOrdered(stream, asked)) return undefined;
  return { ...stream, only: stream.only };
}

type DirectStream = Stream & { readonly only: SQL };

/** Along the index of one key: a row takes a tenth of what it takes where many keys are walked as one. */
function directWalk<S extends RowShape>(
  { shape, asked, order }: Walk<S>,
  stream: DirectStream,
  limit: SQL,
): SQL {
  const { sort } = asked;
  const held = heldBy(shape, stream, 'x', stream.only);
  const bounds = boundsOn(shape, asked, { sort, alias: 'x', started: asked.after });
  return sql`SELECT ${keysOf('x', order)} FROM ${shape.table} x INDEXED BY ${sql.identifier(stream.indexes[sort] ?? '')} WHERE x.tenant_id = ${tenant}${held}${bounds}${afterCursor(asked, order, 'x')} ${inOrder('x', order)} LIMIT ${limit}`;
}

/**
 * Along the order's own index. Its limit is 0 where another source was chosen: that ends a walk before it
 * begins, where a condition would be tested on every row.
 */
function baseWalk<S extends RowShape>({ shape, asked, order }: Walk<S>, limit: SQL): SQL {
  const { search, parent, always } = shape;
  if (asked.searched && search !== undefined) {
    const table = sql.identifier(search.table);
    const after = asked.after ? sql` AND f.rowid < ${value('afterKey')}` : sql``;
    return sql`SELECT f.rowid AS k, '' AS id, f.rowid AS rid FROM ${table} f WHERE f.${table} MATCH ${value('match')}${after} ORDER BY f.rowid DESC LIMIT ${limit}`;
  }
  const { index } = sortOf(shape, asked.sort);
  const below = parent === undefined ? sql`` : sql` AND ${at('x', parent)} = ${value('parent')}`;
  const standing = always === undefined ? sql`` : sql` AND ${always('x')}`;
  const bounds = boundsOn(shape, asked, { sort: asked.sort, alias: 'x', started: asked.after });
  return sql`SELECT ${keysOf('x', order)} FROM ${shape.table} x INDEXED BY ${sql.identifier(index)} WHERE x.tenant_id = ${tenant}${below}${standing}${bounds}${afterCursor(asked, order, 'x')} ${inOrder('x', order)} LIMIT ${limit}`;
}

/**
 * The keys of the chosen source, each with the number of its stream. The `+` keep SQLite from an index of its own
 * over the one row of `source`.
 */
function streamKeys(sources: readonly Source[]): SQL {
  const selects = sources.flatMap((source) =>
    source.streams.map(
      ({ number, keys }) =>
        sql`SELECT ${sql.raw(String(source.number))} AS source, ${sql.raw(String(number))} AS n, key FROM (${keys})`,
    ),
  );
  return sql`SELECT k.n, k.key FROM source c CROSS JOIN (${sql.join(selects, sql` UNION ALL `)}) k ON +k.source = +c.n`;
}

/**
 * Walks many streams as one: a queue holds the next row of each; whoever takes the foremost row puts the one
 * behind it, of the same stream, into the queue. That is what SQLite does with ORDER BY in a recursive select.
 * Streams without an index in the asked order come into the queue as a whole: they were found to end. The `+`
 * takes the column's affinity from a key: only then does SQLite use the whole pair in an index.
 */
function merged<S extends RowShape>(walk: Walk<S>, streams: readonly Stream[]): SQL {
  const { asked, order } = walk;
  const ordered = streams.filter((stream) => isOrdered(stream, asked));
  const whole = streams.filter((stream) => !isOrdered(stream, asked));
  const parts = whole.length > 0 ? [wholeStreams(walk, whole)] : [];
  if (ordered.length > 0) {
    const next = { key: sql`+m.k`, id: sql`+m.id` };
    parts.push(step(walk, ordered, 'stream', asked.after ? cursorPlace : undefined));
    parts.push(step(walk, ordered, 'merged', next));
  }
  return sql`${sql.join(parts, sql` UNION ALL `)} ORDER BY 3 ${order.direction}, 4 ${order.direction} LIMIT ${value('window')}`;
}

/** All rows of streams that end. */
function wholeStreams<S extends RowShape>({ shape, asked, order }: Walk<S>, streams: readonly Stream[]): SQL {
  const rows = streams.map((stream) => {
    const reach = sql`CASE m.n WHEN ${sql.raw(String(stream.number))} THEN ${tenant} END`;
    const { table, condition } = rowsOf(shape, asked, stream, { alias: 'y', keys: 'm', reach });
    return sql`SELECT y.rowid FROM ${table} WHERE ${condition}`;
  });
  return sql`SELECT 0, NULL, ${keysOf('x', order)} FROM stream m CROSS JOIN ${shape.table} x NOT INDEXED ON x.tenant_id = ${tenant} AND x.rowid IN (${sql.join(rows, sql` UNION ALL `)})${afterCursor(asked, order, 'x')}`;
}

/** Of each stream in `from` the first row, or the first behind a place. */
function step<S extends RowShape>(
  { shape, asked, order }: Walk<S>,
  streams: readonly Stream[],
  from: 'stream' | 'merged',
  place: ListPlace | undefined,
): SQL {
  const { sort } = asked;
  const bounds = boundsOn(shape, asked, { sort, alias: 'y', started: place !== undefined });
  const behind = place === undefined ? sql`` : order.behind('y', place);
  const cases = streams.map((stream) => {
    const index = sql.identifier(stream.indexes[sort] ?? '');
    const held = heldBy(shape, stream, 'y', sql`m.key`);
    return sql`WHEN ${sql.raw(String(stream.number))} THEN (SELECT y.rowid FROM ${shape.table} y INDEXED BY ${index} WHERE y.tenant_id = ${tenant}${held}${bounds}${behind} ${inOrder('y', order)} LIMIT 1)`;
  });
  return sql`SELECT m.n, m.key, ${keysOf('x', order)} FROM ${sql.identifier(from)} m CROSS JOIN ${shape.table} x NOT INDEXED ON x.tenant_id = ${tenant} AND x.rowid = CASE m.n ${sql.join(cases, sql` `)} END`;
}

function keysOf(alias: string, order: ListOrder): SQL {
  return sql`${order.key(alias)} AS k, ${order.id(alias)} AS id, ${sql.identifier(alias)}.rowid AS rid`;
}

function inOrder(alias: string, order: ListOrder): SQL {
  return sql`ORDER BY ${order.key(alias)} ${order.direction}, ${order.id(alias)} ${order.direction}`;
}
