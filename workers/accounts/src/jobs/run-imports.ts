import type { Bucket } from '@keyline/http';
import { importJob } from '@keyline/imports';
import { importRunners } from '../imports/runners.ts';

/** Goes on with the imports of this Worker's kinds. */
export const runImports = importJob(importRunners, ({ env }) => env.FILES as Bucket);
