/** Something that left Keyline on this machine. */
export type Sent =
  | {
      readonly kind: 'email';
      readonly at: string;
      readonly from: string;
      readonly to: string;
      readonly subject: string;
      readonly text: string;
      readonly html: string;
    }
  | { readonly kind: 'sms'; readonly at: string; readonly to: string; readonly text: string }
  | {
      readonly kind: 'webhook';
      readonly at: string;
      readonly url: string;
      readonly type: string;
      readonly messageId: string;
      readonly state: string;
      readonly reason: string | null;
      readonly attempts: readonly {
        readonly at: string;
        readonly status: number | null;
        readonly durationMs: number;
        readonly error: string | null;
      }[];
    };

/** How many mails and short messages are kept, the latest of them. */
const most = 200;

/** Keeps the latest in memory. */
export class Kept<T> {
  readonly #kept: T[] = [];

  add(one: T): void {
    this.#kept.push(one);
    if (this.#kept.length > most) this.#kept.shift();
  }

  /** The latest first. */
  latest(): T[] {
    return this.#kept.toReversed();
  }
}
