import type * as v from 'valibot';

/** Bindings of this Worker beyond those of every Worker: none. */
export const env = {} as const satisfies v.ObjectEntries;
