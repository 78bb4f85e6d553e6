import { OutcomeError } from './outcome.ts';
import type { Connection } from './sockets.ts';

/** What a server says: its code and its lines without it. */
export interface Reply {
  readonly code: number;
  readonly lines: readonly string[];
}

/** No server has that much to say; more is no SMTP. */
const mostBytes = 64 * 1024;

/** One conversation: a command, then its reply. */
export class SmtpSession {
  #connection: Connection;
  #reader: ReadableStreamDefaultReader<Uint8Array>;
  #writer: WritableStreamDefaultWriter<Uint8Array>;
  #buffer = '';
  readonly #decoder = new TextDecoder();
  readonly #encoder = new TextEncoder();

  constructor(connection: Connection) {
    this.#connection = connection;
    this.#reader = connection.readable.getReader();
    this.#writer = connection.writable.getWriter();
  }

  /** Sends a line or a message and waits for the reply. Throws an OutcomeError when the code is not expected. */
  async say(text: string, expected: readonly number[]): Promise<Reply> {
    await this.#writer.write(this.#encoder.encode(`${text}\r\n`));
    return this.hear(expected);
  }

  /** Waits for a reply. 4xx is for now, 5xx for good, and what is no reply is a failure. */
  async hear(expected: readonly number[]): Promise<Reply> {
    const reply = await this.#reply();
    if (expected.includes(reply.code)) return reply;
    const state = reply.code >= 500 ? 'refused' : 'failed';
    throw new OutcomeError({ state, status: reply.code, error: 'status' });
  }

  /** Goes on in the encrypted connection. */
  encrypt(): void {
    this.#reader.releaseLock();
    this.#writer.releaseLock();
    this.#connection = this.#connection.startTls();
    this.#reader = this.#connection.readable.getReader();
    this.#writer = this.#connection.writable.getWriter();
    // Whatever came before the handshake came from who knows whom.
    this.#buffer = '';
  }

  /** Ends the conversation, politely where `isOver`; never fails, since all is said. */
  async close(isOver: boolean): Promise<void> {
    if (isOver) await this.#writer.write(this.#encoder.encode('QUIT\r\n')).catch(ignored);
    await this.#connection.close().catch(ignored);
  }

  async #reply(): Promise<Reply> {
    const lines: string[] = [];
    for (;;) {
      const line = await this.#line();
      const [, code, mark, rest = ''] = /^(\d{3})([ -]?)(.*)$/.exec(line) ?? [];
      if (code === undefined) throw new OutcomeError({ state: 'failed', status: null, error: 'protocol' });
      lines.push(rest);
      if (mark !== '-') return { code: Number(code), lines };
    }
  }

  async #line(): Promise<string> {
    for (;;) {
      const end = this.#buffer.indexOf('\n');
      if (end >= 0) {
        const line = this.#buffer.slice(0, end).replace(/\r$/, '');
        this.#buffer = this.#buffer.slice(end + 1);
        return line;
      }
      if (this.#buffer.length > mostBytes)
        throw new OutcomeError({ state: 'failed', status: null, error: 'protocol' });
      const { done, value } = await this.#reader.read();
      if (done) throw new OutcomeError({ state: 'failed', status: null, error: 'unreachable' });
      this.#buffer += this.#decoder.decode(value, { stream: true });
    }
  }
}

/** What goes wrong while a conversation is being ended changes nothing. */
function ignored(): void {}
