import type { Domain } from '@keyline/http';

/** The contracts Worker. It answers /healthz; its operations are mounted here as they come. */
export const domain: Domain = { name: 'contracts', jobs: [], operations: [] };
