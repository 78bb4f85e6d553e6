/** The key of the process by which accounts that may leave are kept: what the tenant has published under it. */
export const retentionProcess = 'retention.standard';
