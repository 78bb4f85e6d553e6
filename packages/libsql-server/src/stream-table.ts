import { randomBytes } from 'node:crypto';
import { ProtocolError, RequestError } from './errors.ts';
import { HranaStream, type StreamResources } from './hrana-stream.ts';
import { EXPIRED_STREAM_MEMORY_MS } from './limits.ts';

interface ParkedStream {
  stream: HranaStream;
  id: string;
  sequence: number;
  parkedAt: number;
}

/** A stream in the hands of a request; its number in the sequence makes each baton good for one request. */
export interface RunningStream {
  stream: HranaStream;
  id: string;
  sequence: number;
}

/**
 * The streams of one database between their requests. A baton names a stream that nobody can guess and the request
 * that may use it: another request with the same baton is refused.
 */
export class StreamTable {
  readonly #resources: StreamResources;
  readonly #idleTimeoutMs: number;
  /** In order of parking, so the first is the next to expire. */
  readonly #parked = new Map<string, ParkedStream>();
  readonly #running = new Set<string>();
  readonly #expiredAt = new Map<string, number>();
  #expiryTimer: NodeJS.Timeout | undefined;

  constructor(resources: StreamResources, idleTimeoutMs: number) {
    this.#resources = resources;
    this.#idleTimeoutMs = idleTimeoutMs;
  }

  /** A new stream without a baton, else the one that the baton names. @throws RequestError */
  take(baton: string | undefined): RunningStream {
    this.#expire();
    if (baton === undefined) return { stream: new HranaStream(this.#resources), id: '', sequence: 0 };
    const [id = '', sequence] = baton.split('.');
    const parked = this.#parked.get(id);
    if (!parked) throw this.#refusal(id);
    if (String(parked.sequence) !== sequence) throw reused();
    this.#parked.delete(id);
    this.#running.add(id);
    return parked;
  }

  /** Keeps a stream for its next request. @returns the baton for it, or null when the stream is closed */
  park({ stream, id, sequence }: RunningStream): string | null {
    this.#running.delete(id);
    if (stream.isClosed) return null;
    const next: ParkedStream = {
      stream,
      id: id || randomBytes(18).toString('base64url'),
      sequence: sequence + 1,
      parkedAt: this.#resources.now(),
    };
    this.#parked.set(next.id, next);
    this.#watchExpiry();
    return `${next.id}.${next.sequence}`;
  }

  /** Ends a stream whose request failed beyond repair. */
  discard({ stream, id }: RunningStream): void {
    this.#running.delete(id);
    stream.close();
  }

  /** Ends every stream that no request is using. */
  closeParked(): void {
    clearTimeout(this.#expiryTimer);
    this.#expiryTimer = undefined;
    const parked = [...this.#parked.values()];
    this.#parked.clear();
    for (const { stream } of parked) stream.close();
  }

  #refusal(id: string): RequestError {
    if (this.#running.has(id)) return reused();
    if (this.#expiredAt.has(id)) {
      return new RequestError(400, 'STREAM_EXPIRED', 'The stream has expired due to inactivity');
    }
    return new ProtocolError('Received an invalid baton');
  }

  #expire(): void {
    const now = this.#resources.now();
    for (const [id, { stream, parkedAt }] of this.#parked) {
      if (now - parkedAt < this.#idleTimeoutMs) break;
      this.#parked.delete(id);
      this.#expiredAt.set(id, now);
      stream.close();
    }
    for (const [id, expiredAt] of this.#expiredAt) {
      if (now - expiredAt < EXPIRED_STREAM_MEMORY_MS) break;
      this.#expiredAt.delete(id);
    }
  }

  /** An idle stream alone does not keep the process alive. */
  #watchExpiry(): void {
    const next = this.#parked.values().next();
    if (this.#expiryTimer || next.done) return;
    const remainingMs = next.value.parkedAt + this.#idleTimeoutMs - this.#resources.now();
    this.#expiryTimer = setTimeout(
      () => {
        this.#expiryTimer = undefined;
        this.#expire();
        this.#watchExpiry();
      },
      Math.max(remainingMs, 1),
    ).unref();
  }
}

function reused(): ProtocolError {
  return new ProtocolError('Received a baton that has already been used');
}
