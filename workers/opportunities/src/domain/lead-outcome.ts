/** What a lead's opportunity says of how it goes on: the lead's partner follows this and nothing else of it. */
export function dealOutcomeOf({
  stage,
  outcome,
}: {
  readonly stage: string;
  readonly outcome: string | null;
}): 'in_progress' | 'won' | 'lost' {
  if (outcome === 'lost' || outcome === 'abandoned') return 'lost';
  return stage === 'signed' || outcome === 'converted' ? 'won' : 'in_progress';
}

/** Whether an opportunity can still be joined: what is signed has its partner, if any. */
export function canBeJoined({
  stage,
  outcome,
}: {
  readonly stage: string;
  readonly outcome: string | null;
}): boolean {
  return outcome === null && stage !== 'signed';
}

const day = 86_400_000;

/** An instant so many days after another, both in milliseconds. */
export function daysAfter(instant: number, days: number): number {
  return instant + days * day;
}
