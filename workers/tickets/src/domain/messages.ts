import type { SlaEvent } from '@keyline/calendar';
import { type Definition, stageOf } from '@keyline/process';

/** What a message is to the clocks; undefined: nothing. */
export function eventOfMessage({
  visibility,
  direction,
}: {
  readonly visibility: string;
  readonly direction: string;
}): SlaEvent['type'] | undefined {
  if (visibility === 'internal') return undefined;
  return direction === 'inbound' ? 'customer_message' : 'staff_reply';
}

/** What a message of the customer does with a ticket in its stage; undefined: it goes on as it does. */
export function actionOfMessage(
  { stage, outcome }: { readonly stage: string; readonly outcome: string | null },
  process: { readonly definition: unknown } | undefined,
): 'resume' | 'reopen' | undefined {
  if (stage === 'resolved' || outcome === 'closed') return 'reopen';
  const waits = process && outcome === null && stageOf(process.definition as Definition, stage).pauses;
  return waits ? 'resume' : undefined;
}
