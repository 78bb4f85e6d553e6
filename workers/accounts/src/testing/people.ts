import type { Answer } from '@keyline/testkit';
import type { Colleague } from './given-company.ts';
import type { Json } from './records.ts';

/** A user as the API shows him, as far as tests look. */
export interface UserJson extends Json {
  readonly status: string;
  readonly roles: readonly {
    readonly roleId: string;
    readonly key: string;
    readonly dataScope: string;
    readonly orgUnitId: string | null;
  }[];
  readonly absence: unknown;
  readonly partnerId: string | null;
}

let serial = 0;

/** Makes a role of these permissions. */
export async function newRole(
  by: Colleague,
  permissions: readonly string[],
  defaultScopes: readonly string[] = ['tenant'],
): Promise<Json> {
  serial += 1;
  const body = { key: `role_${serial}`, name: { en: 'A role', 'zh-CN': '角色' }, defaultScopes, permissions };
  const answer = await by.request<Json>('POST', '/v1/roles', { body });
  if (answer.status !== 201) throw new Error(`POST /v1/roles: ${JSON.stringify(answer.body)}`);
  return answer.body;
}

/** Asks for a new user of an address that no other has. */
export function addUser(by: Colleague, fields: object = {}): Promise<Answer<UserJson>> {
  serial += 1;
  const body = { name: '张伟', email: `user${serial}@example.cn`, roles: [], ...fields };
  return by.request<UserJson>('POST', '/v1/users', { body });
}

/** Makes a user that a test builds on. */
export async function newUser(by: Colleague, fields: object = {}): Promise<UserJson> {
  const answer = await addUser(by, fields);
  if (answer.status !== 201) throw new Error(`POST /v1/users: ${JSON.stringify(answer.body)}`);
  return answer.body;
}
