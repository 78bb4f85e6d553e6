import type { Domain } from '@keyline/http';
import { env } from './env.ts';

/** The opportunities Worker. It answers /healthz; its operations are mounted here as they come. */
export const domain: Domain = { name: 'opportunities', env, jobs: [], operations: [] };
