import * as v from 'valibot';

/** Bindings of this Worker beyond those of every Worker. */
export const env = {
  /** What the secrets of webhook endpoints are sealed under in the database; the accounts Worker has the same. */
  SEAL_KEY: v.pipe(v.string(), v.minLength(32)),
};

export type NotificationsEnv = v.InferOutput<v.ObjectSchema<typeof env, undefined>>;
