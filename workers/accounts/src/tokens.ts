import { createRefreshToken, signAccessToken, tokenIssuer } from '@keyline/auth';
import type { Runtime } from '@keyline/http';
import * as v from 'valibot';
import type { AccountsEnv } from './env.ts';

const accessTtlSeconds = 600;

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

/** Signs an access token of a session and makes the refresh token that follows it. */
export async function issueTokens(
  runtime: Runtime,
  session: { readonly tenantId: string; readonly userId: string; readonly sessionId: string },
  realNow: number,
) {
  const { tenantId, userId, sessionId } = session;
  const accessToken = await signAccessToken(
    (runtime.env as AccountsEnv).TOKEN_PRIVATE_KEY,
    { sub: userId, ten: tenantId, cell: runtime.cell, sid: sessionId },
    { issuer: tokenIssuer, nowSeconds: Math.floor(realNow / 1000), ttlSeconds: accessTtlSeconds },
  );
  const refresh = createRefreshToken({ cell: runtime.cell, tenantId, sessionId });
  return {
    secretHash: refresh.secretHash,
    body: {
      accessToken,
      tokenType: 'Bearer' as const,
      expiresIn: accessTtlSeconds,
      refreshToken: refresh.token,
    },
  };
}
