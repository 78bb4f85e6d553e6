import type { AnyRunner } from '@keyline/imports';
import { accountImports } from './accounts.ts';
import { contactImports } from './contacts.ts';
import { userImports } from './users.ts';

/** What turns rows into records of this Worker, kind by kind. */
export const importRunners: readonly AnyRunner[] = [accountImports, contactImports, userImports];
