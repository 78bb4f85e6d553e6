export * from './attempt.ts';
export type { FetchLimits, Send } from './bounded-fetch.ts';
export * from './client.ts';
export { OidcFault, type OidcFaultKind } from './faults.ts';
