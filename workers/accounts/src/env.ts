import * as v from 'valibot';

/** Bindings of this Worker beyond those of every Worker: it alone signs tokens and opens tenants. */
export const env = {
  TOKEN_PRIVATE_KEY: v.pipe(v.string(), v.minLength(2)),
  /** Days for which the log keeps from where an event came. */
  ORIGIN_DAYS: v.optional(v.pipe(v.string(), v.regex(/^[1-9]\d{0,3}$/), v.transform(Number)), '400'),
  SIGN_UP: v.optional(v.picklist(['open', 'closed']), 'closed'),
};

export type AccountsEnv = v.InferOutput<v.ObjectSchema<typeof env, undefined>>;
