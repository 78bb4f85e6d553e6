import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Database } from './database.ts';
import { RequestError, UnknownDatabaseError } from './errors.ts';
import type { ServerSettings } from './options.ts';

/** The database behind the bare URL. */
export const MAIN_DATABASE = 'main';

const NAME = /^[a-z0-9_-]{1,64}$/;
const EXTENSION = '.db';

/** The databases of one folder, opened at their first use. */
export class DatabaseDirectory {
  readonly #settings: ServerSettings;
  readonly #open = new Map<string, Database>();
  /** Databases that are being closed or deleted; the next user of the name waits for the end of it. */
  readonly #retiring = new Map<string, Promise<void>>();
  #isClosed = false;

  constructor(settings: ServerSettings) {
    this.#settings = settings;
    if (settings.create) mkdirSync(settings.directory, { recursive: true });
  }

  /** @throws UnknownDatabaseError, DamagedDatabaseError */
  async get(name: string): Promise<Database> {
    while (this.#retiring.has(name)) await this.#retiring.get(name);
    return this.#open.get(name) ?? this.#openFile(name);
  }

  /** Names of all databases in the folder, open or not. */
  names(): string[] {
    return readdirSync(this.#settings.directory)
      .filter((file) => file.endsWith(EXTENSION))
      .map((file) => file.slice(0, -EXTENSION.length))
      .filter((name) => NAME.test(name));
  }

  /** Closes a database and deletes its files. Nothing happens when there are none. */
  async drop(name: string): Promise<void> {
    const file = this.#fileOf(name);
    const files = ['', '-wal', '-shm'].map((suffix) => file + suffix);
    await this.#retire(name, () => Promise.all(files.map((each) => rm(each, { force: true }))));
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all([...this.#open.keys()].map((name) => this.#retire(name)));
    await Promise.all(this.#retiring.values());
  }

  async #retire(name: string, afterwards?: () => Promise<unknown>): Promise<void> {
    while (this.#retiring.has(name)) await this.#retiring.get(name);
    const retired = this.#closeThen(name, afterwards).finally(() => this.#retiring.delete(name));
    this.#retiring.set(name, retired);
    await retired;
  }

  async #closeThen(name: string, afterwards?: () => Promise<unknown>): Promise<void> {
    await this.#open.get(name)?.close({ keepsFile: afterwards === undefined });
    this.#open.delete(name);
    await afterwards?.();
  }

  #openFile(name: string): Database {
    if (this.#isClosed) throw new RequestError(503, 'SERVER_CLOSED', 'The server is closed');
    const file = this.#fileOf(name);
    if (!this.#settings.create && !existsSync(file)) throw new UnknownDatabaseError(name);
    const database = new Database(name, file, this.#settings);
    this.#open.set(name, database);
    return database;
  }

  #fileOf(name: string): string {
    if (!NAME.test(name)) throw new UnknownDatabaseError(name);
    return join(this.#settings.directory, name + EXTENSION);
  }
}
