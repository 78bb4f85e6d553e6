import * as cast from './cast.ts';
import { type Caller, callerAt, type Made } from './client.ts';

/** Everybody who acts in the demo, by login, and where things stand. */
export interface Organisation {
  readonly callers: Readonly<Record<string, Caller>>;
  readonly userIds: Readonly<Record<string, string>>;
  readonly unitIds: Readonly<Record<cast.UnitKey, string>>;
  readonly partnerKeys: readonly Caller[];
}

interface Page {
  readonly data: readonly Made[];
}

/** Founds the tenant with its units, people and partners. */
export async function loadOrganisation(url: string): Promise<Organisation> {
  const nobody = callerAt(url);
  const { administrator } = cast;
  const admin = {
    name: administrator.name,
    email: cast.emailOf(administrator.login),
    password: cast.password,
  };
  await nobody('POST', '/v1/tenants', { body: { ...cast.tenant, admin }, key: 'demo-tenant' });
  const asAdmin = await signIn(url, administrator.login);
  const [company] = (await asAdmin<Page>('GET', '/v1/org-units')).data;
  const roles = (await asAdmin<Page>('GET', '/v1/roles?limit=200')).data;
  const me = await asAdmin<{ readonly user: Made }>('GET', '/v1/me');
  const roleId = (key: string) => roles.find((role) => role.key === key)?.id ?? '';

  const unitIds: Record<string, string> = { company: company?.id ?? '' };
  for (const { key, kind, name, parent } of cast.units) {
    const body = { kind, name, parentId: unitIds[parent] };
    unitIds[key] = (await asAdmin('POST', '/v1/org-units', { body, key: `demo-unit-${key}` })).id;
  }

  const userIds: Record<string, string> = { [administrator.login]: me.user.id };
  const addUser = async (login: string, body: object) => {
    const made = { email: cast.emailOf(login), password: cast.password, locale: 'zh-CN', ...body };
    userIds[login] = (await asAdmin('POST', '/v1/users', { body: made, key: `demo-user-${login}` })).id;
  };
  for (const { login, name, mobile, unit, role, over } of cast.people) {
    const held = { roleId: roleId(role), ...(over && { dataScope: 'unit', orgUnitId: unitIds[over] }) };
    await addUser(login, { name, mobile, orgUnitId: unitIds[unit], roles: [held] });
  }

  for (const [unit, login] of Object.entries(cast.unitManagers)) {
    await asAdmin('PATCH', `/v1/org-units/${unitIds[unit]}`, { body: { managerId: userIds[login] } });
  }

  const partnerKeys: Caller[] = [];
  for (const { key, ...partner } of cast.partners) {
    const owner = { ownerId: userIds['lv.song'], orgUnitId: unitIds.enterprise };
    const made = await asAdmin('POST', '/v1/partners', {
      body: { ...partner, ...owner },
      key: `demo-partner-${key}`,
    });
    if (made.state === 'candidate') {
      const path = `/v1/partners/${made.id}/actions/activate`;
      await asAdmin('POST', path, { key: `demo-partner-${key}-active` });
    }
    if (key === 'agent') {
      const { login, ...person } = cast.partnerPerson;
      await addUser(login, { ...person, partnerId: made.id, roles: [{ roleId: roleId('partner') }] });
    }
    const asked = { name: `${partner.name} API`, permissions: ['leads.submit', 'leads.read'] };
    const issued = await asAdmin<{ readonly key: string }>('POST', '/v1/api-keys', {
      body: { ...asked, partnerId: made.id },
    });
    partnerKeys.push(callerAt(url, issued.key));
  }

  const logins = [administrator.login, ...cast.people.map(({ login }) => login), cast.partnerPerson.login];
  const callers = await Promise.all(logins.map(async (login) => [login, await signIn(url, login)] as const));
  return {
    callers: Object.fromEntries(callers),
    userIds,
    unitIds: unitIds as Organisation['unitIds'],
    partnerKeys,
  };
}

/** Signs a person of the demo in. */
export async function signIn(url: string, login: string): Promise<Caller> {
  const body = {
    ...{ grantType: 'password', tenant: cast.tenant.slug },
    ...{ email: cast.emailOf(login), password: cast.password },
  };
  const { accessToken } = await callerAt(url)<{ readonly accessToken: string }>('POST', '/v1/auth/token', {
    body,
  });
  return callerAt(url, accessToken);
}
