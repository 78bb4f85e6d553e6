import type { Operation } from '@keyline/http';
import { claimTask } from './commands/claim-task.ts';
import { completeTask } from './commands/complete-task.ts';
import { createCase } from './commands/create-case.ts';
import { createProcess } from './commands/create-process.ts';
import { delegateTask } from './commands/delegate-task.ts';
import { moveCase } from './commands/move-case.ts';
import { publishProcess } from './commands/publish-process.ts';
import { releaseTask } from './commands/release-task.ts';
import { getCase } from './queries/get-case.ts';
import { getProcess } from './queries/get-process.ts';
import { getRetentionSummary } from './queries/get-retention-summary.ts';
import { getTask } from './queries/get-task.ts';
import { listCaseActions } from './queries/list-case-actions.ts';
import { listCases } from './queries/list-cases.ts';
import { listProcesses } from './queries/list-processes.ts';
import { listTasks } from './queries/list-tasks.ts';

/** What moves by a process, a part of `app.ts`: processes, the cases that go through them, and tasks. */
export const movingOperations: readonly Operation[] = [
  createProcess,
  listProcesses,
  getProcess,
  publishProcess,
  createCase,
  listCases,
  getCase,
  listCaseActions,
  moveCase,
  getRetentionSummary,
  listTasks,
  getTask,
  claimTask,
  releaseTask,
  delegateTask,
  completeTask,
];
