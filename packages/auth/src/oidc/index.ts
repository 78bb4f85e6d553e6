export * from './attempt.ts';
export type { FetchLimits, Send } from './bounded-fetch.ts';
export type * from './client.ts';
export { OidcFault, type OidcFaultKind } from './fault.ts';
