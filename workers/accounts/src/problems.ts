import { commonProblems, type ProblemCatalogue } from '@keyline/kernel';
import { accessProblems } from './problems/access.ts';
import { accountProblems } from './problems/accounts.ts';
import { apiKeyProblems } from './problems/api-keys.ts';
import { attachmentProblems } from './problems/attachments.ts';
import { calendarProblems } from './problems/calendars.ts';
import { deadLetterProblems } from './problems/dead-letters.ts';
import { identityProviderProblems } from './problems/identity-providers.ts';
import { importProblems } from './problems/imports.ts';
import { invitationProblems } from './problems/invitations.ts';
import { orgUnitProblems } from './problems/org-units.ts';
import { peopleProblems } from './problems/people.ts';
import { personalDataProblems } from './problems/personal-data.ts';
import { processProblems } from './problems/processes.ts';
import { signInProblems } from './problems/sign-in.ts';
import { teamProblems } from './problems/team.ts';
import { tenantProblems } from './problems/tenants.ts';

/** The problems of this domain, the only place where they are spelled. */
export const problems = {
  ...tenantProblems,
  ...signInProblems,
  ...invitationProblems,
  ...apiKeyProblems,
  ...calendarProblems,
  ...identityProviderProblems,
  ...orgUnitProblems,
  ...peopleProblems,
  ...accountProblems,
  ...attachmentProblems,
  ...personalDataProblems,
  ...teamProblems,
  ...accessProblems,
  ...importProblems,
  ...deadLetterProblems,
  ...processProblems,
} as const satisfies ProblemCatalogue;

type Code = keyof typeof problems;

/** The problems an operation can answer with, by their codes. */
export function some<const C extends Code>(...codes: readonly C[]): Pick<typeof problems, C> {
  return Object.fromEntries(codes.map((code) => [code, problems[code]])) as Pick<typeof problems, C>;
}

/** For operations whose input names other records. */
export const unknownReference = {
  'request.unknown_reference': commonProblems['request.unknown_reference'],
};
