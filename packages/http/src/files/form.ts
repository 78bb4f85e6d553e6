/** A file of a form, as it streams in. */
export interface FormFile {
  /** As the client calls it; empty where it does not. */
  readonly fileName: string;
  /** As the client says, such as `text/csv`; empty where it says nothing. */
  readonly contentType: string;
  readonly content: AsyncIterable<Uint8Array>;
}

/** Why a body is no form that can be read. */
export class FormError extends Error {}

/** Bytes of all fields together. */
const fieldsLimit = 65_536;
const headLimit = 8_192;
const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true });
const blankLine = encoder.encode('\r\n\r\n');

/** The boundary of a `multipart/form-data` content type; undefined for any other. */
export function boundaryOf(contentType: string | null): string | undefined {
  const [type = '', ...parameters] = (contentType ?? '').split(';');
  if (type.trim().toLowerCase() !== 'multipart/form-data') return undefined;
  const given = parameters.map((one) => /^\s*boundary=(?:"([^"]{1,70})"|([^\s"]{1,70}))\s*$/i.exec(one));
  const found = given.find((one) => one !== null);
  return found?.[1] ?? found?.[2];
}

/**
 * Reads a form (RFC 7578) without ever holding a file: `receive` takes each as it comes, and has to read it to its
 * end. Returns the fields by name. Throws FormError for what is no form, or one that names a field twice.
 */
export async function readForm(
  body: ReadableStream<Uint8Array>,
  boundary: string,
  receive: (name: string, file: FormFile) => Promise<void>,
): Promise<ReadonlyMap<string, string>> {
  const source = new Source(body);
  const fields = new Map<string, string>();
  const delimiter = encoder.encode(`\r\n--${boundary}`);
  await source.take(encoder.encode(`--${boundary}`), headLimit);
  let room = fieldsLimit;
  while (await source.next()) {
    const head = headersOf(decode(await source.take(blankLine, headLimit)));
    if (fields.has(head.name)) throw new FormError(`${head.name} is there twice`);
    if (head.fileName === undefined) {
      const given = await source.take(delimiter, room);
      room -= given.byteLength;
      fields.set(head.name, decode(given));
      continue;
    }
    const content = source.until(delimiter);
    await receive(head.name, { fileName: head.fileName, contentType: head.contentType, content });
  }
  return fields;
}

function decode(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw new FormError('not UTF-8');
  }
}

function headersOf(text: string) {
  const headers = new Map(
    text.split('\r\n').map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, Math.max(colon, 0)).trim().toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
  const disposition = headers.get('content-disposition') ?? '';
  const name = quoted(disposition, 'name');
  if (!/^form-data\s*;/i.test(disposition) || !name) throw new FormError('a part without a name');
  return { name, fileName: quoted(disposition, 'filename'), contentType: headers.get('content-type') ?? '' };
}

/** A parameter as browsers write it (WHATWG): quotes and line breaks percent-encoded, all else as it is. */
function quoted(disposition: string, name: string): string | undefined {
  const found = new RegExp(`;\\s*${name}="([^"]*)"`, 'i').exec(disposition)?.[1];
  return found?.replaceAll('%22', '"').replaceAll('%0D%0A', ' ');
}

/** The body as far as it came, and what of it is still to be used. */
class Source {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  #held: Uint8Array = new Uint8Array();

  constructor(body: ReadableStream<Uint8Array>) {
    this.#reader = body.getReader();
  }

  /** Whether another part begins behind the delimiter just read. */
  async next(): Promise<boolean> {
    while (this.#held.byteLength < 2) await this.#more();
    const [first, second] = this.#held;
    if (first === 45 && second === 45) return false;
    if (first !== 13 || second !== 10) throw new FormError('no line break behind a boundary');
    this.#held = this.#held.subarray(2);
    return true;
  }

  /** What stands before the mark; the mark is used up. */
  async take(mark: Uint8Array, limit: number): Promise<Uint8Array> {
    for (;;) {
      const at = find(this.#held, mark);
      if ((at < 0 ? this.#held.byteLength - mark.byteLength : at) > limit) throw new FormError('too long');
      if (at >= 0) return this.#use(at, mark.byteLength);
      await this.#more();
    }
  }

  /** The same in pieces, however long. */
  async *until(mark: Uint8Array): AsyncGenerator<Uint8Array> {
    for (;;) {
      const at = find(this.#held, mark);
      if (at >= 0) {
        const last = this.#use(at, mark.byteLength);
        if (last.byteLength > 0) yield last;
        return;
      }
      const sure = this.#held.byteLength - mark.byteLength + 1;
      if (sure > 0) yield this.#use(sure, 0);
      await this.#more();
    }
  }

  #use(length: number, further: number): Uint8Array {
    const used = this.#held.subarray(0, length);
    this.#held = this.#held.subarray(length + further);
    return used;
  }

  async #more(): Promise<void> {
    const { value, done } = await this.#reader.read();
    if (done) throw new FormError('it ends before its last boundary');
    const joined = new Uint8Array(this.#held.byteLength + value.byteLength);
    joined.set(this.#held);
    joined.set(value, this.#held.byteLength);
    this.#held = joined;
  }
}

/** Where the mark begins, or -1. */
function find(bytes: Uint8Array, mark: Uint8Array): number {
  const first = mark[0] ?? 0;
  for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1)) {
    if (at + mark.byteLength > bytes.byteLength) return -1;
    if (mark.every((byte, offset) => bytes[at + offset] === byte)) return at;
  }
  return -1;
}
