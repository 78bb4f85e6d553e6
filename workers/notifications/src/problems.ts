import type { ProblemCatalogue } from '@keyline/kernel';
import { notificationProblems } from './problems/notifications.ts';
import { webhookProblems } from './problems/webhooks.ts';

/** The problems of this domain, the only place where they are spelled. */
export const problems = { ...notificationProblems, ...webhookProblems } as const satisfies ProblemCatalogue;

type Code = keyof typeof problems;

/** The problems an operation can answer with, by their codes. */
export function some<const C extends Code>(...codes: readonly C[]): Pick<typeof problems, C> {
  return Object.fromEntries(codes.map((code) => [code, problems[code]])) as Pick<typeof problems, C>;
}
