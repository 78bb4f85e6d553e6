/** The key of the process by which contracts run: what the tenant has published under it. */
export const contractProcess = 'contract.standard';
