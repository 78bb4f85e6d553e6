import type { Domain } from '@keyline/http';
import { env } from './env.ts';

/** The tickets Worker. It answers /healthz; its operations are mounted here as they come. */
export const domain: Domain = { name: 'tickets', env, jobs: [], reactions: [], operations: [] };
