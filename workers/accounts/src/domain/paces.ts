/** Failures that cost no time, and the milliseconds after which one is forgiven. */
interface Pace {
  readonly free: number;
  readonly forgiveMs: number;
}

const minute = 60_000;
const hour = 60 * minute;

/** What can be tried again and again from outside; each is counted apart. */
export type Purpose = 'sign_in' | 'password_reset';

/**
 * How many failures are free, and how soon one is forgiven: of a person, and of a network, behind which a whole
 * office may sit. Asking for a reset is counted whether it finds somebody or not.
 */
export const paces: Readonly<Record<Purpose, { readonly person: Pace; readonly network: Pace }>> = {
  sign_in: { person: { free: 5, forgiveMs: hour }, network: { free: 100, forgiveMs: minute } },
  password_reset: { person: { free: 3, forgiveMs: hour }, network: { free: 50, forgiveMs: minute } },
};
