/** What became of one attempt. */
export interface Outcome {
  /** `refused`: for good; `failed`: for now. */
  readonly state: 'accepted' | 'refused' | 'failed';
  /** What the receiver answered, by its protocol's number; null where it did not. */
  readonly status: number | null;
  /** Why it was not accepted: `timeout`, `unreachable`, `private_address`, `status`, `redirect`, `protocol`, `no_tls`, `credentials`. */
  readonly error: string | null;
  /** For how long the receiver asks to be left alone, milliseconds. */
  readonly retryAfterMs?: number;
}

export const accepted = (status: number): Outcome => ({ state: 'accepted', status, error: null });

/** The outcome of an attempt that ended in an error of our own making or of the platform's. */
export function failure(error: unknown, signal: AbortSignal): Outcome {
  if (error instanceof OutcomeError) return error.outcome;
  return { state: 'failed', status: null, error: signal.aborted ? 'timeout' : 'unreachable' };
}

/** Carries an outcome out of the middle of a conversation. */
export class OutcomeError extends Error {
  readonly outcome: Outcome;
  constructor(outcome: Outcome) {
    super(outcome.error ?? 'not accepted');
    this.outcome = outcome;
  }
}

const longestWait = 24 * 3_600_000;

/** Reads `Retry-After` in seconds; a day at most. */
export function retryAfter(headers: Headers): { readonly retryAfterMs?: number } {
  const seconds = /^\d{1,9}$/.exec(headers.get('Retry-After') ?? '')?.[0];
  return seconds === undefined ? {} : { retryAfterMs: Math.min(Number(seconds) * 1000, longestWait) };
}
