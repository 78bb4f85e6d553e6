import type { Domain } from '@keyline/http';

/** The notifications Worker. It answers /healthz; its operations are mounted here as they come. */
export const domain: Domain = { name: 'notifications', jobs: [], operations: [] };
