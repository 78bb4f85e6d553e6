import { newId } from '@keyline/kernel';
import { principals } from '@keyline/schema';
import { created, insert, tenantStore } from '@keyline/store';
import {
  accessTokenFor,
  cheapHash,
  type DatabaseOptions,
  type Frozen,
  type TestDatabase,
  testDatabase,
  workerUnderTest,
} from '@keyline/testkit';
import { domain as accounts } from '@keyline/worker-accounts';
import { sessionSubject } from '@keyline/worker-accounts/records/sessions';
import { userSubject } from '@keyline/worker-accounts/records/users';

/** A tenant that signed up, with its administrator signed in. */
export interface Tenant {
  readonly tenantId: string;
  readonly slug: string;
  readonly administratorId: string;
  readonly sessionId: string;
  readonly token: string;
}

/** The tenant of the examples, and another one that must never notice it. */
export interface Tenants {
  readonly home: Tenant;
  readonly other: Tenant;
}

interface SignedUp {
  readonly tenants: Tenants;
  readonly frozen: Frozen;
}

let signedUp: Promise<SignedUp> | undefined;

/** A database of its own with both tenants in it. They sign up once per process: a password costs 0.1 s. */
export async function databaseWithTenants(
  options: DatabaseOptions = {},
): Promise<{ database: TestDatabase; tenants: Tenants }> {
  signedUp ??= signUpBoth();
  const { tenants, frozen } = await signedUp;
  return { database: await frozen.copy(options), tenants };
}

async function signUpBoth(): Promise<SignedUp> {
  const database = await testDatabase().fresh();
  const [home, other] = await Promise.all([signUp(database, 'home'), signUp(database, 'other')]);
  return { tenants: { home, other }, frozen: await database.frozen() };
}

async function signUp(database: TestDatabase, slug: string): Promise<Tenant> {
  const worker = await workerUnderTest(accounts, database);
  const admin = { name: '赵敏', email: 'zhao.min@example.cn', password: '终南山 in autumn 17' };
  const body = { name: `${slug} 分公司`, slug, locale: 'zh-CN', timeZone: 'Asia/Shanghai', admin };
  const answer = await worker.request<{ tenant: { id: string }; admin: { id: string } }>(
    'POST',
    '/v1/tenants',
    { body },
  );
  if (answer.status !== 201) throw new Error(`no sign-up: ${JSON.stringify(answer.body)}`);
  const person = { tenantId: answer.body.tenant.id, administratorId: answer.body.admin.id };
  return { ...person, slug, ...(await signIn(database, person)) };
}

/** Starts a session of the administrator as a sign-in does, without the password's cost. */
export async function signIn(
  database: TestDatabase,
  { tenantId, administratorId }: Pick<Tenant, 'tenantId' | 'administratorId'>,
): Promise<{ sessionId: string; token: string }> {
  const sessionId = newId('session');
  const moment = {
    actor: { type: 'user', id: administratorId },
    now: Date.now(),
    requestId: newId('request'),
  } as const;
  const fields = { id: sessionId, userId: administratorId, address: null, userAgent: null, endedAt: null };
  const session = created(moment, sessionSubject, fields, { type: 'session.started' });
  await tenantStore(database.config, tenantId, administratorId).commit({ changes: [session] });
  return {
    sessionId,
    token: await accessTokenFor({ sub: administratorId, ten: tenantId, sid: sessionId }),
  };
}

const password = 'a quiet river in spring';
const passwordHash = cheapHash(password);

/** Puts a further user without a role into the tenant, signed in. */
export async function addColleague(
  database: TestDatabase,
  { tenantId, administratorId }: Pick<Tenant, 'tenantId' | 'administratorId'>,
): Promise<{ id: string; accessToken: string; password: string }> {
  const id = newId('user');
  const email = `${id}@example.cn`;
  const moment = { actor: { type: 'user', id: administratorId }, now: Date.now(), requestId: null } as const;
  const fields = {
    mobile: null,
    locale: null,
    name: '周敏',
    email,
    emailKey: email,
    passwordHash,
    status: 'active',
    orgUnitId: null,
    externalId: null,
  } as const;
  const user = created(moment, userSubject, { id, ...fields }, { type: 'user.created' });
  const principal = { id, kind: 'user', userId: id, partnerId: null, status: 'active' } as const;
  await tenantStore(database.config, tenantId, administratorId).commit({
    changes: [user],
    also: [insert(principals, principal)],
  });
  const { token } = await signIn(database, { tenantId, administratorId: id });
  return { id, accessToken: token, password };
}
