const [lineFeed, carriageReturn, quote] = [10, 13, 34];

/** Bytes of the longest row. */
export const rowLimit = 262_144;

/** One row of a file, its line break left out. */
export interface CutRow {
  readonly bytes: Uint8Array;
  /** Where the next row begins, in bytes from where the cutter began. */
  readonly end: number;
}

/** A row that never ends. */
export class RowTooLongError extends Error {}

/**
 * Finds the rows of a CSV file (RFC 4180) in its bytes, without decoding them: in UTF-8 no character of several
 * bytes has one that looks like a quotation mark, a delimiter or a line break, in GB 18030 none but `|`. So a place between two rows is a number
 * of bytes, from which reading can go on.
 */
export class RowCutter {
  readonly #delimiter: number;
  #held = new Uint8Array();
  /** Where the current row begins and how far it was looked at, in `#held`. */
  #from = 0;
  #at = 0;
  #quoted = false;
  #isCellStart = true;
  #isCellQuoted = false;
  /** Bytes before `#held`. */
  #passed = 0;

  constructor(delimiter: string) {
    this.#delimiter = delimiter.charCodeAt(0);
  }

  /** The rows that end in this chunk. Throws RowTooLongError. */
  *push(chunk: Uint8Array): Generator<CutRow> {
    this.#hold(chunk);
    for (let end = this.#lineEnd(); end >= 0; end = this.#lineEnd()) yield this.#cut(end, end + 1);
    if (this.#held.byteLength - this.#from > rowLimit) throw new RowTooLongError();
  }

  /** The line feed that ends the current row, or -1 where it goes on behind what is held. */
  #lineEnd(): number {
    const held = this.#held;
    const delimiter = this.#delimiter;
    let [at, quoted, isCellStart, isCellQuoted] = [
      this.#at,
      this.#quoted,
      this.#isCellStart,
      this.#isCellQuoted,
    ];
    for (; at < held.byteLength; at += 1) {
      const byte = held[at];
      if (quoted) {
        if (byte === quote) quoted = false;
        continue;
      }
      if (byte === lineFeed) return at;
      if (byte === quote) {
        // In a quoted cell a second one opens it again: the two are one of its text. Elsewhere it is text.
        isCellQuoted ||= isCellStart;
        quoted = isCellStart || (isCellQuoted && held[at - 1] === quote);
        isCellStart = false;
      } else {
        isCellStart = byte === delimiter;
        if (isCellStart) isCellQuoted = false;
      }
    }
    [this.#at, this.#quoted, this.#isCellStart, this.#isCellQuoted] = [at, quoted, isCellStart, isCellQuoted];
    return -1;
  }

  /** The last row, where the file ends without a line break. */
  *end(): Generator<CutRow> {
    const length = this.#held.byteLength;
    if (this.#from < length) yield this.#cut(length, length);
  }

  #cut(to: number, next: number): CutRow {
    const ending = to > this.#from && this.#held[to - 1] === carriageReturn ? to - 1 : to;
    const bytes = this.#held.subarray(this.#from, ending);
    this.#from = next;
    this.#at = next;
    this.#quoted = false;
    this.#isCellStart = true;
    this.#isCellQuoted = false;
    return { bytes, end: this.#passed + next };
  }

  #hold(chunk: Uint8Array): void {
    const rest = this.#held.subarray(this.#from);
    const joined = new Uint8Array(rest.byteLength + chunk.byteLength);
    joined.set(rest);
    joined.set(chunk, rest.byteLength);
    this.#passed += this.#from;
    this.#at -= this.#from;
    this.#from = 0;
    this.#held = joined;
  }
}
