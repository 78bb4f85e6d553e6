import { importReaction } from '@keyline/imports';
import { importing } from '../jobs/run-imports.ts';

/** Begins an import without waiting for the next minute. */
export const onImportRequested = importReaction(importing);
