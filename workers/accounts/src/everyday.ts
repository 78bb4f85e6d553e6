import type { Everyday } from '@keyline/http';
import { changeAccount } from './commands/change-account.ts';
import { changeContact } from './commands/change-contact.ts';
import { createAccount } from './commands/create-account.ts';
import { createContact } from './commands/create-contact.ts';
import { issueToken } from './commands/issue-token.ts';
import { logInteraction } from './commands/log-interaction.ts';
import { env } from './env.ts';
import { getAccount } from './queries/get-account.ts';
import { getContact } from './queries/get-contact.ts';
import { getInteraction } from './queries/get-interaction.ts';
import { getJwks } from './queries/get-jwks.ts';
import { getMe } from './queries/get-me.ts';
import { getTask } from './queries/get-task.ts';
import { listAccounts } from './queries/list-accounts.ts';
import { listContacts } from './queries/list-contacts.ts';
import { listInteractions } from './queries/list-interactions.ts';
import { listTasks } from './queries/list-tasks.ts';
import { listTeam } from './queries/list-team.ts';
import { listTimeline } from './queries/list-timeline.ts';

/** What everybody's work asks for all day: an isolate evaluates no more of the Worker at its start. */
export const everyday: Everyday = {
  name: 'accounts',
  env,
  operations: [
    issueToken,
    getJwks,
    getMe,
    createAccount,
    listAccounts,
    getAccount,
    changeAccount,
    listTimeline,
    listTeam,
    createContact,
    listContacts,
    getContact,
    changeContact,
    logInteraction,
    listInteractions,
    getInteraction,
    listTasks,
    getTask,
  ],
};
