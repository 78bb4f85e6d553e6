import { idField, lineField } from '@keyline/kernel';
import * as v from 'valibot';
import { accessTtlSeconds } from '../domain/refresh.ts';

/** A way to sign in beside a password, as a sign-in page shows it. */
export const signInProviderView = v.strictObject({
  id: idField('identity_provider'),
  name: lineField(100, '集团统一认证'),
});

/** The answer to the beginning of a sign-in at an identity provider. */
export const begunSignInView = v.pipe(
  v.strictObject({
    authorizationUrl: v.pipe(
      v.string(),
      v.description('Where the browser goes now.'),
      v.metadata({ examples: ['https://login.example.cn/authorize?response_type=code&...'] }),
    ),
    state: v.pipe(
      v.string(),
      v.description('Comes back from the provider, with the code: compare it with this one.'),
      v.metadata({ examples: ['ko_main_...'] }),
    ),
    binding: v.pipe(
      v.string(),
      v.description(
        'Keep it in this browser and give it to nobody: only with it the code is worth anything.',
      ),
      v.metadata({ examples: ['9f86d081884c7d65...'] }),
    ),
    expiresIn: v.pipe(v.number(), v.description('Seconds.'), v.metadata({ examples: [600] })),
  }),
  v.metadata({ ref: 'BegunSignIn' }),
);

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
