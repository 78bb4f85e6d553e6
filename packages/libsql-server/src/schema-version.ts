/** Counts the schema changes made through one database, so that each connection knows when its statements are stale. */
export class SchemaVersion {
  #current = 0;

  get current(): number {
    return this.#current;
  }

  advance(): void {
    this.#current += 1;
  }
}
