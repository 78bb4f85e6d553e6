import type { Domain } from '@keyline/http';

/** The tickets Worker. It answers /healthz; its operations are mounted here as they come. */
export const domain: Domain = { name: 'tickets', jobs: [], operations: [] };
