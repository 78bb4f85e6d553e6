import * as v from 'valibot';
import { accessTtlSeconds } from '../domain/refresh.ts';

/** The answer to a sign-in or a refresh; the tokens are shown once. */
export const tokensView = v.pipe(
  v.strictObject({
    accessToken: v.pipe(v.string(), v.metadata({ examples: ['eyJhbGciOiJFZERTQSJ9...'] })),
    tokenType: v.literal('Bearer'),
    expiresIn: v.pipe(v.number(), v.description('Seconds.'), v.metadata({ examples: [accessTtlSeconds] })),
    refreshToken: v.pipe(v.string(), v.metadata({ examples: ['kr_main_...'] })),
  }),
  v.metadata({ ref: 'Tokens' }),
);
