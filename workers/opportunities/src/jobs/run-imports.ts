import type { Bucket } from '@keyline/http';
import { type Importing, importJob, opportunityKind } from '@keyline/imports';

/** The imports of this Worker's kinds. */
export const importing: Importing = {
  kinds: [opportunityKind],
  runners: async () => (await import('../imports/runners.ts')).importRunners,
  bucketOf: ({ env }) => env.FILES as Bucket,
};

/** Goes on with imports that are not done. */
export const runImports = importJob(importing);
