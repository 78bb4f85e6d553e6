import type { Domain } from '@keyline/http';
import { env } from './env.ts';

/** The contracts Worker. It answers /healthz; its operations are mounted here as they come. */
export const domain: Domain = { name: 'contracts', env, jobs: [], reactions: [], operations: [] };
