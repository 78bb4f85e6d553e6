import type { ProblemCatalogue } from '@keyline/kernel';

/** The problems of this domain, the only place where they are spelled: none, as long as nothing can be refused. */
export const problems = {} as const satisfies ProblemCatalogue;
