import type * as v from 'valibot';

/** What goes out of this Worker: nothing, as long as it has no operation. */
export const views = {} as const satisfies Readonly<Record<string, v.GenericSchema>>;
