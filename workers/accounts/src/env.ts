import { bucketBinding, countInput } from '@keyline/http';
import * as v from 'valibot';

/** Bindings of this Worker beyond those of every Worker: it alone signs tokens, opens tenants and seals secrets. */
export const env = {
  TOKEN_PRIVATE_KEY: v.pipe(v.string(), v.minLength(2)),
  /** The R2 bucket of imported and attached files. */
  FILES: bucketBinding,
  /** Days for which the log keeps from where an event came. */
  ORIGIN_DAYS: v.optional(v.pipe(v.string(), v.regex(/^[1-9]\d{0,3}$/), v.transform(Number)), '400'),
  /** What the secrets of others (identity providers, second factors) are sealed under in the database. */
  SEAL_KEY: v.pipe(v.string(), v.minLength(32)),
  /** A binding that reaches identity providers (in a private network, in this process) in place of the global fetch. */
  IDENTITY_PROVIDERS: v.optional(
    v.custom<{ fetch(request: Request): Promise<Response> }>((given) => typeof given === 'object'),
  ),
  /** What the secrets of links (resets, invitations) are derived from; the notifications Worker has it too. */
  LINK_KEY: v.pipe(v.string(), v.minLength(32)),
  SIGN_UP: v.optional(v.picklist(['open', 'closed']), 'closed'),
  /** Sign-ups that are tried from one address, in one isolate. */
  SIGN_UP_LIMIT_PER_HOUR: v.optional(countInput, '10'),
};

export type AccountsEnv = v.InferOutput<v.ObjectSchema<typeof env, undefined>>;
