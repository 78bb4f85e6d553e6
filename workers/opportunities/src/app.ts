import type { Domain } from '@keyline/http';

/** The opportunities Worker. It answers /healthz; its operations are mounted here as they come. */
export const domain: Domain = { name: 'opportunities', jobs: [], operations: [] };
