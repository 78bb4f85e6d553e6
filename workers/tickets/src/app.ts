import type { Domain } from '@keyline/http';
import { env } from './env.ts';
import { simulateSla } from './queries/simulate-sla.ts';

/** The tickets Worker: the clocks of tickets; the tickets themselves as they come. */
export const domain: Domain = { name: 'tickets', env, jobs: [], reactions: [], operations: [simulateSla] };
