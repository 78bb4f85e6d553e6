import { constants } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createLibsqlServer, type LibsqlServer } from '@keyline/libsql-server';
import type { DatabaseConfig } from '@keyline/store';
import { type Client, createClient, type InValue, type Row } from '@libsql/client/http';
import { readMigrations } from './migrations.ts';
import { type RecordedStatement, Recorder, unrecorded } from './recorder.ts';
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
  /** What the program ran in this database so far; statements of `execute` are left out. */
  recorded(): readonly RecordedStatement[];
  /** Deletes the database. Not needed for tidiness: the process deletes all of them when it exits. */
  drop(): Promise<void>;
}

export interface TestDatabases {
  /** A database with the project's migrations and no rows; a copy of one file. */
  fresh(): Promise<TestDatabase>;
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
  const { directory } = host;
  const here = host;
  return {
    async fresh() {
      template ??= migratedTemplate(readMigrations());
      const name = nextName();
      const file = join(directory, `${name}.db`);
      await copyFile(await template, file, constants.COPYFILE_FICLONE);
      return open(here, name);
    },
    empty: () => open(here, nextName()),
  };
}

function createHost(): Host {
  const directory = processFolder();
  const recorder = new Recorder();
  const server = createLibsqlServer({
    directory,
    synchronous: 'off',
    onStatement: (sql, cost) => recorder.note(sql, cost),
  });
  return { server, directory, recorder };
}

function nextName(): string {
  count += 1;
  return `test-${count}`;
}

function open({ server, recorder }: Host, name: string): TestDatabase {
  recorder.start(name);
  const url = `http://database.test/${name}/`;
  const fetch = (request: Request) => server.fetch(request);
  const client = () => createClient({ url, fetch });
  return {
    config: { url, fetch },
    binding: { fetch },
    url,
    async execute(sql, args = []) {
      return (await client().execute({ sql: unrecorded(sql), args: args.map(exact) })).rows;
    },
    client,
    recorded: () => recorder.of(name),
    async drop() {
      recorder.forget(name);
      await server.drop(name);
    },
  };
}

/** The client binds every number as REAL; whole ones are meant as INTEGER. */
function exact(given: InValue): InValue {
  return typeof given === 'number' && Number.isSafeInteger(given) ? BigInt(given) : given;
}
