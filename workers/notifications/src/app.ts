import type { Domain } from '@keyline/http';
import { env } from './env.ts';

/** The notifications Worker. It answers /healthz; its operations are mounted here as they come. */
export const domain: Domain = { name: 'notifications', env, jobs: [], reactions: [], operations: [] };
