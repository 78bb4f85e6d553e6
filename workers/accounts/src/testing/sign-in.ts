import { createRefreshToken } from '@keyline/auth';
import { type Answer, type Asked, insertRow } from '@keyline/testkit';
import type { Company } from './given-company.ts';
import type { ProblemBody } from './records.ts';

/** What a sign-in or a refresh answers. */
export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly tokenType: string;
  readonly expiresIn: number;
}

export const tenantSlug = 'xian';
export const adminEmail = 'Li.Na@Example.cn';

export const password = '秦岭 north face 88';

/** Asks for tokens by the administrator's password, or with changes to that. */
export function signIn(company: Company, changes: object = {}, asked: Asked = {}) {
  const grant = { grantType: 'password', tenant: tenantSlug, email: adminEmail, password };
  return askTokens(company, { ...grant, ...changes }, asked);
}

/** Gives the administrator this password hash, and the tenant a slug to sign in by. */
export async function openForSignIn(
  { database, tenantId, admin }: Company,
  passwordHash: string,
): Promise<void> {
  await database.execute('UPDATE directory SET slug = ? WHERE tenant_id = ?', [tenantSlug, tenantId]);
  await database.execute('UPDATE users SET email = ?, email_key = ?, password_hash = ? WHERE id = ?', [
    adminEmail,
    adminEmail.toLowerCase(),
    passwordHash,
    admin.id,
  ]);
}

/** Asks for tokens with any grant. */
export function askTokens<Body = Tokens & ProblemBody>(
  { worker }: Company,
  body: object,
  asked: Asked = {},
): Promise<Answer<Body>> {
  return worker.request<Body>('POST', '/v1/auth/token', { ...asked, body });
}

export function refresh(company: Company, refreshToken: string, asked: Asked = {}) {
  return askTokens(company, { grantType: 'refresh_token', refreshToken }, asked);
}

/** A refresh token of the administrator's session, issued at this real time (milliseconds) for 30 days. */
export async function givenRefreshToken(
  { database, tenantId, admin }: Company,
  now: number,
): Promise<string> {
  const { sessionId } = admin;
  const { token, secretHash } = createRefreshToken({ cell: 'main', tenantId, sessionId });
  await insertRow(database, 'refresh_tokens', {
    tenant_id: tenantId,
    secret_hash: secretHash,
    session_id: sessionId,
    issued_at: now,
    expires_at: now + 30 * 24 * 3_600_000,
  });
  return token;
}
