import { type DeadlineDefinition, type DeadlineHandler, deadlineHandler } from '@keyline/events';
import type { Plan } from '@keyline/store';
import type { Runtime } from './runtime.ts';

/** What happens when a deadline of one kind is due: one read trip, one commit, shared by a page of deadlines. */
export function deadline<P extends Plan = Record<never, never>>(
  definition: DeadlineDefinition<P, Runtime>,
): DeadlineHandler<Runtime> {
  return deadlineHandler(definition);
}
