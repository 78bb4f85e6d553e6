import { createRefreshToken, signAccessToken, tokenIssuer } from '@keyline/auth';
import type { Runtime } from '@keyline/http';
import { accessTtlSeconds } from '../domain/refresh.ts';
import type { AccountsEnv } from '../env.ts';

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
