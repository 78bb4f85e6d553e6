import { type Company, type CompanyOptions, givenCompany } from './given-company.ts';

/** A company in which something can happen between what a request saw and what it writes. */
export interface Interruptions {
  readonly company: Company;
  /** Does this right before the next commit, once; commits that it makes itself are not interrupted. */
  beforeCommit(interruption: () => Promise<unknown>): void;
}

export async function givenInterruptions(options: CompanyOptions = {}): Promise<Interruptions> {
  let waiting: (() => Promise<unknown>) | undefined;
  const company = await givenCompany({
    ...options,
    async onTrip(request) {
      if (waiting === undefined || !request.includes('INSERT INTO \\"events\\"')) return;
      const interruption = waiting;
      waiting = undefined;
      await interruption();
    },
  });
  return {
    company,
    beforeCommit(interruption) {
      waiting = interruption;
    },
  };
}
