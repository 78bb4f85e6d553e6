import { defaultRoles, permissionCatalogue, permissionsOfRole, type RoleKey } from '@keyline/auth';
import { type Example, publicCommand } from '@keyline/http';
import { emailField, lineField, locales, newId } from '@keyline/kernel';
import { standardRows } from '@keyline/process/standard';
import { churnRuns, directory, principalRoles, principals, roles } from '@keyline/schema';
import { created, firstCalendarId, insert } from '@keyline/store';
import * as v from 'valibot';
import { nextNight } from '../domain/churn-night.ts';
import { passwordField, timeZoneField } from '../domain/fields.ts';
import { newSlugField, reservedSlugs } from '../domain/slugs.ts';
import type { AccountsEnv } from '../env.ts';
import { some } from '../problems.ts';
import { calendarFields, calendarSubject, keepVersion } from '../records/calendars.ts';
import { orgUnitSubject } from '../records/org-units.ts';
import { newPasswordHash } from '../records/passwords.ts';
import { seedStandard } from '../records/processes.ts';
import { grantPermissions } from '../records/roles.ts';
import { settingsSubject } from '../records/settings.ts';
import { tenantSubject } from '../records/tenants.ts';
import { userSubject } from '../records/users.ts';
import { tenantView, userView, viewUser } from '../views.ts';

/** Opens a tenant with its company at the top of the tree, the default roles, and its administrator. */
export const signUp = publicCommand({
  id: 'createTenant',
  path: '/v1/tenants',
  tag: 'Tenants',
  summary: 'Sign up a tenant',
  description: 'Opens a tenant with its default roles and its first administrator, where sign-up is open.',
  body: v.strictObject({
    name: lineField(100, '西安分公司'),
    slug: newSlugField,
    locale: v.pipe(v.picklist(locales), v.metadata({ examples: ['zh-CN'] })),
    timeZone: timeZoneField,
    admin: v.strictObject({
      name: lineField(100, '王磊'),
      email: emailField,
      password: passwordField,
    }),
  }),
  answer: {
    status: 201,
    description: 'The tenant and its administrator.',
    schema: v.strictObject({ tenant: tenantView, admin: userView }),
  },
  problems: some('tenant.sign_up_closed', 'tenant.slug_reserved', 'tenant.slug_taken'),
  limited: ({ env }) => ({
    policy: 'sign-up',
    limit: (env as AccountsEnv).SIGN_UP_LIMIT_PER_HOUR,
    windowSeconds: 3600,
  }),
  load: ({ system, body, key }) => system.findSlug(body.slug, key),
  answered: (known) =>
    known?.fingerprint == null
      ? undefined
      : {
          fingerprint: known.fingerprint,
          status: known.status,
          headers: JSON.parse(known.headers ?? '{}'),
          body: known.body,
        },
  async decide({ loaded, body, moment, runtime, refuse }) {
    if ((runtime.env as AccountsEnv).SIGN_UP === 'closed') return refuse('tenant.sign_up_closed');
    if (reservedSlugs.has(body.slug)) {
      return refuse('tenant.slug_reserved', { values: { slug: body.slug } });
    }
    if (loaded !== undefined) return refuse('tenant.slug_taken', { values: { slug: body.slug } });
    const { admin, ...given } = body;
    const passwordHash = await newPasswordHash('/admin/password', admin.password, admin);

    const [tenantId, companyId, userId] = [newId('tenant'), newId('org_unit'), newId('user')];
    const tenant = created(
      moment,
      tenantSubject,
      { id: tenantId, ...given, status: 'active' },
      { type: 'tenant.created' },
    );
    const company = created(
      moment,
      orgUnitSubject,
      {
        id: companyId,
        parentId: null,
        kind: 'company',
        name: given.name,
        path: `${companyId}/`,
        managerId: null,
        categories: [],
        state: 'active',
        mergedIntoId: null,
      },
      { type: 'org_unit.created' },
    );
    const user = created(
      moment,
      userSubject,
      {
        id: userId,
        name: admin.name,
        email: admin.email,
        emailKey: admin.email.toLowerCase(),
        passwordHash,
        status: 'active',
        orgUnitId: companyId,
        mobile: null,
        locale: null,
        externalId: null,
      },
      { type: 'user.created' },
    );
    const settings = created(
      moment,
      settingsSubject,
      { id: newId('settings'), chosen: {} },
      { type: 'settings.created' },
    );
    const { locale, timeZone } = given;
    const { startingCalendar, startingCalendarName } = await import('@keyline/calendar/authoring');
    const fields = calendarFields(startingCalendarName(locale), startingCalendar(locale, timeZone));
    const calendar = created(
      moment,
      calendarSubject,
      { id: firstCalendarId(tenantId), ...fields },
      { type: 'calendar.created' },
    );
    const seeded = seedRoles(moment.now);
    const standard = JSON.stringify(standardRows());
    return {
      tenantId,
      changes: [tenant, settings, calendar, company, user],
      also: [
        keepVersion(calendar.row),
        insert(directory, { slug: body.slug, cell: runtime.cell }),
        insert(churnRuns, { dueAt: nextNight(moment.now, timeZone), cursor: '' }),
        insert(principals, { id: userId, kind: 'user', userId, partnerId: null, status: 'active' }),
        ...seeded.inserts,
        seedStandard.bind({ rows: standard, now: moment.now }),
        insert(principalRoles, {
          principalId: userId,
          roleId: seeded.ids.administrator,
          scope: 'tenant',
          orgUnitId: null,
        }),
      ],
      body: {
        tenant: {
          id: tenantId,
          slug: body.slug,
          name: body.name,
          locale: body.locale,
          timeZone: body.timeZone,
        },
        admin: viewUser(user.row, {
          roles: [
            { roleId: seeded.ids.administrator, key: 'administrator', dataScope: 'tenant', orgUnitId: null },
          ],
          absence: null,
          partnerId: null,
        }),
      },
    };
  },
});

function seedRoles(now: number) {
  const keys = Object.keys(defaultRoles) as RoleKey[];
  const ids = Object.fromEntries(keys.map((key) => [key, newId('role')])) as Record<RoleKey, string>;
  const rows = keys.map((key) =>
    insert(roles, {
      id: ids[key],
      version: 1,
      createdAt: now,
      updatedAt: now,
      createdBy: 'anonymous',
      key,
      kind: 'default',
      name: defaultRoles[key].name,
      defaultScopes: defaultRoles[key].scopes,
    }),
  );
  const held = keys.flatMap((key) => permissionsOfRole(key, permissionCatalogue).map((p) => [ids[key], p]));
  return { ids, inserts: [...rows, grantPermissions.bind({ rows: JSON.stringify(held) })] };
}

export const example: Example = {
  events: ['tenant.created', 'settings.created', 'calendar.created', 'org_unit.created', 'user.created'],
  request: ({ serial }) => ({ body: exampleBody(`xian-${serial}`) }),
  failures: {
    'tenant.slug_reserved': () => ({ body: exampleBody('admin') }),
    'tenant.slug_taken': async ({ serial, run }) => {
      await run('createTenant', { body: exampleBody(`taken-${serial}`) });
      return { body: exampleBody(`taken-${serial}`) };
    },
  },
};

function exampleBody(slug: string) {
  return {
    name: '西安分公司',
    slug,
    locale: 'zh-CN',
    timeZone: 'Asia/Shanghai',
    admin: { name: '王磊', email: 'wang.lei@example.cn', password: '秦岭 north face 88' },
  };
}
