import type { AnyRunner } from '@keyline/imports';
import { opportunityImports } from './opportunities.ts';

/** What turns rows into records of this Worker, kind by kind. */
export const importRunners: readonly AnyRunner[] = [opportunityImports];
