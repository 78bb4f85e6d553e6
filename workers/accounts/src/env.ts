import { countInput } from '@keyline/http';
import * as v from 'valibot';

/** Bindings of this Worker beyond those of every Worker: it alone signs tokens and opens tenants. */
export const env = {
  TOKEN_PRIVATE_KEY: v.pipe(v.string(), v.minLength(2)),
  SIGN_UP: v.optional(v.picklist(['open', 'closed']), 'closed'),
  /** Sign-ups that are tried from one address, in one isolate. */
  SIGN_UP_LIMIT_PER_HOUR: v.optional(countInput, '10'),
};

export type AccountsEnv = v.InferOutput<v.ObjectSchema<typeof env, undefined>>;
