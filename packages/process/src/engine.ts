export { check } from './check.ts';
export * from './context.ts';
export { stageBack } from './enter.ts';
export { type Due, duesOf, type Raised, type Recounted, raise, recount, type WorkingTime } from './limits.ts';
export { isRefused, type RefusalCode, type Refused } from './refusals.ts';
export { available, type Offer, open, transition, type Way } from './transition.ts';
