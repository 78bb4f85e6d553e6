import type { Turn } from './turn.ts';

/** Whoever may hold the write lock of a database: a stream. */
export interface LockHolder {
  /** Takes back its open transaction, because another writer waited until it was too old. */
  loseTransaction(): void;
}

interface Waiter {
  holder: LockHolder;
  grant(): void;
}

interface LockTiming {
  now: () => number;
  transactionTimeoutMs: number;
}

/**
 * The one writer of a database, in front of SQLite's own lock so that writers wait in order of arrival instead of
 * failing. A release hands the lock straight to the first in line: nobody can overtake, and nobody else wakes.
 */
export class WriteLock {
  readonly #timing: LockTiming;
  readonly #waiters: Waiter[] = [];
  #holder: LockHolder | undefined;
  #heldSince = 0;
  #overdueTimer: NodeJS.Timeout | undefined;

  constructor(timing: LockTiming) {
    this.#timing = timing;
  }

  isHeldBy(holder: LockHolder): boolean {
    return this.#holder === holder;
  }

  /** Holds the lock when it returns; leaves the turn only if somebody else holds it. */
  *acquire(holder: LockHolder): Turn<void> {
    if (this.#holder === holder) return;
    this.#stealWhenOverdue();
    if (!this.#holder) {
      this.#give(holder);
      return;
    }
    const { promise, resolve } = Promise.withResolvers<void>();
    const waiter: Waiter = { holder, grant: resolve };
    this.#waiters.push(waiter);
    this.#watchHolder();
    try {
      yield promise;
    } catch (error) {
      this.#giveUp(waiter);
      throw error;
    }
  }

  /** Hands the lock to the first in line. Does nothing when the caller does not hold it. */
  release(holder: LockHolder): void {
    if (this.#holder === holder) this.#handOver();
  }

  #giveUp(waiter: Waiter): void {
    const index = this.#waiters.indexOf(waiter);
    if (index >= 0) this.#waiters.splice(index, 1);
    else this.release(waiter.holder);
  }

  #give(holder: LockHolder): void {
    this.#holder = holder;
    this.#heldSince = this.#timing.now();
  }

  #handOver(): void {
    clearTimeout(this.#overdueTimer);
    this.#overdueTimer = undefined;
    this.#holder = undefined;
    const next = this.#waiters.shift();
    if (!next) return;
    this.#give(next.holder);
    next.grant();
    this.#watchHolder();
  }

  #stealWhenOverdue(): void {
    if (!this.#holder || this.#remainingMs() > 0) return;
    this.#holder.loseTransaction();
    this.#handOver();
  }

  #remainingMs(): number {
    return this.#heldSince + this.#timing.transactionTimeoutMs - this.#timing.now();
  }

  #watchHolder(): void {
    if (this.#overdueTimer || this.#waiters.length === 0) return;
    this.#overdueTimer = setTimeout(
      () => {
        this.#overdueTimer = undefined;
        this.#stealWhenOverdue();
        this.#watchHolder();
      },
      Math.max(this.#remainingMs(), 1),
    );
  }
}
