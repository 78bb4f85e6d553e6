import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createLibsqlServer, type LibsqlServer } from '@keyline/libsql-server';
import type { DatabaseConfig } from '@keyline/store';
import { type Client, createClient, type InValue, type Row } from '@libsql/client/http';
import type { Contents } from './contents.ts';
import { ContentsReader } from './contents-reader.ts';
import { leave } from './leftovers.ts';
import { readMigrations } from './migrations.ts';
import { type MeasuredStatement, type RecordedStatement, Recorder, unrecorded } from './recorder.ts';
import { migratedTemplate } from './template.ts';
import { processFolder } from './temporary-folder.ts';

/** A database of one test, reached in process over the wire of the real one. */
export interface TestDatabase {
  readonly config: DatabaseConfig & {
    readonly fetch: (request: Request) => Promise<Response>;
  };
  /** For the binding DATABASE of a Worker. */
  readonly binding: { fetch(request: Request): Promise<Response> };
  readonly url: string;
  /** Runs one statement past the store: to arrange a state, and to look at what is really there. */
  execute(sql: string, args?: readonly InValue[]): Promise<Row[]>;
  /** A plain client, for what tests ask of the database beyond `execute`. */
  client(): Client;
  /** What the program ran in this database so far, from the n-th on; statements of `execute` are left out. */
  recorded(from?: number): readonly RecordedStatement[];
  /** The same with what each run cost, in a database that was made to be measured; an error in any other. */
  measured(from?: number): readonly MeasuredStatement[];
  /** Everything that lies in it. */
  contents(): Contents;
  /** Holds on to its present state, for copies of it. */
  frozen(): Promise<Frozen>;
  /** Deletes the database. Not needed for tidiness: all that are left go when the test file is through. */
  drop(): Promise<void>;
}

/** The state of a database at one time. */
export interface Frozen {
  /** A database in that state; a copy of one file. */
  copy(options?: DatabaseOptions): Promise<TestDatabase>;
}

export interface DatabaseOptions {
  /** Counts what each statement costs, which takes longer than running it. */
  readonly measured?: boolean;
}

export interface TestDatabases {
  /** A database with the project's migrations and no rows; a copy of one file. */
  fresh(options?: DatabaseOptions): Promise<TestDatabase>;
  /** A database with nothing in it at all. */
  empty(): TestDatabase;
}

interface Host {
  readonly server: LibsqlServer;
  readonly directory: string;
  readonly recorder: Recorder;
}

let host: Host | undefined;
let template: Promise<string> | undefined;
let count = 0;

/** The databases of this test process: one embedded server over one temporary folder. */
export function testDatabase(): TestDatabases {
  host ??= createHost();
  const here = host;
  return {
    async fresh(options) {
      template ??= migratedTemplate(readMigrations());
      return copyOf(here, await template, options);
    },
    empty: () => open(here, nextName(), false),
  };
}

async function copyOf(here: Host, file: string, { measured = false }: DatabaseOptions = {}) {
  const name = nextName();
  await copyFile(file, fileOf(here, name), constants.COPYFILE_FICLONE);
  return open(here, name, measured);
}

const fileOf = ({ directory }: Host, name: string) => join(directory, `${name}.db`);

function createHost(): Host {
  const directory = processFolder();
  const recorder = new Recorder();
  const server = createLibsqlServer({
    directory,
    synchronous: 'off',
    onStatement: (sql, database, cost) => recorder.note(sql, database, cost),
    measures: (database) => recorder.isMeasured(database),
  });
  return { server, directory, recorder };
}

function nextName(): string {
  count += 1;
  return `test-${count}`;
}

function open(here: Host, name: string, isMeasured: boolean): TestDatabase {
  const { server, recorder, directory } = here;
  let reader: ContentsReader | undefined;
  recorder.start(name, isMeasured);
  const url = `http://database.test/${name}/`;
  const fetch = (request: Request) => server.fetch(request);
  const client = () => createClient({ url, fetch });
  const database: TestDatabase = {
    config: { url, fetch },
    binding: { fetch },
    url,
    async execute(sql, args = []) {
      return (await client().execute({ sql: unrecorded(sql), args: args.map(exact) })).rows;
    },
    client,
    recorded: (from = 0) => recorder.of(name, from),
    measured: (from = 0) => recorder.measuredOf(name, from),
    contents() {
      reader ??= new ContentsReader(fileOf(here, name));
      return reader.read();
    },
    async frozen() {
      const file = join(directory, `${name}-${randomUUID()}.frozen`);
      await server.snapshot(name, file);
      return { copy: (options) => copyOf(here, file, options) };
    },
    async drop() {
      leftover.forget();
      reader?.close();
      reader = undefined;
      recorder.forget(name);
      await server.drop(name);
    },
  };
  const leftover = leave(database.drop);
  return database;
}

/** The client binds every number as REAL; whole ones are meant as INTEGER. */
function exact(given: InValue): InValue {
  return typeof given === 'number' && Number.isSafeInteger(given) ? BigInt(given) : given;
}
