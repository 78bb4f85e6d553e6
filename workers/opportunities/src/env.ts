import { bucketBinding } from '@keyline/http';

/** Bindings of this Worker beyond those of every Worker. */
export const env = {
  /** The R2 bucket of imported files. */
  FILES: bucketBinding,
};
