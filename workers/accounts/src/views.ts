import {
  choiceField,
  dateField,
  emailField,
  fen,
  idField,
  instantField,
  lineField,
  locales,
  moneyField,
  textField,
  toInstant,
  versionField,
} from '@keyline/kernel';
import * as v from 'valibot';
import * as fields from './domain/fields.ts';
import { maskEmail, maskPhone, maskWechat } from './domain/mask.ts';
import { accessTtlSeconds } from './domain/refresh.ts';
import { interactionKinds } from './domain/vocabulary.ts';
import type { AccountRow } from './records/accounts.ts';
import type { ContactRow } from './records/contacts.ts';

const creatorField = v.pipe(
  v.string(),
  v.description('The user or API key that made it.'),
  v.metadata({ examples: ['usr_01kafxq0h3e7rvx8bm2s9t4c5d'] }),
);

const record = { version: versionField, createdAt: instantField, updatedAt: instantField };

/** The fields of a record that are its own: what the event log compares. */
export function ownFields<V extends Readonly<Record<string, unknown>>>(view: V) {
  const { id: _, version: __, createdAt: ___, updatedAt: ____, createdBy: _____, ...fields } = view;
  return fields;
}

function stamps(row: { readonly version: number; readonly createdAt: number; readonly updatedAt: number }) {
  return {
    version: row.version,
    createdAt: toInstant(row.createdAt),
    updatedAt: toInstant(row.updatedAt),
  };
}

export const accountView = v.pipe(
  v.strictObject({
    id: idField('account'),
    ...record,
    createdBy: creatorField,
    name: fields.nameField,
    nameEn: v.nullable(fields.nameEnField),
    shortNames: fields.shortNamesField,
    kind: fields.kindField,
    industry: v.nullable(lineField(60, 'government_services')),
    creditCode: v.nullable(fields.creditCodeField),
    presence: fields.presenceField,
    ownerId: v.nullable(idField('user')),
    orgUnitId: v.nullable(idField('org_unit')),
    gridId: v.nullable(idField('org_unit')),
    parentId: v.nullable(idField('account')),
    responsibleUnitId: v.nullable(idField('org_unit')),
    responsibleLevel: v.nullable(fields.levelField),
    grade: fields.gradeField,
    strategic: v.boolean(),
    top500: v.boolean(),
    blacklisted: v.boolean(),
    blacklistReason: v.nullable(textField(1000, '恶意欠费')),
    monthlySpend: v.nullable(moneyField),
    source: v.nullable(lineField(60, 'import')),
    externalId: v.nullable(fields.externalIdField),
  }),
  v.metadata({ ref: 'Account' }),
);

export function viewAccount(row: Omit<AccountRow, 'nameKey' | 'searchText'>) {
  return {
    id: row.id,
    ...stamps(row),
    createdBy: row.createdBy,
    name: row.name,
    nameEn: row.nameEn,
    shortNames: row.shortNames,
    kind: row.kind,
    industry: row.industry,
    creditCode: row.creditCode,
    presence: row.presence,
    ownerId: row.ownerId,
    orgUnitId: row.orgUnitId,
    gridId: row.gridId,
    parentId: row.parentId,
    responsibleUnitId: row.responsibleUnitId,
    responsibleLevel: row.responsibleLevel,
    grade: row.grade,
    strategic: row.strategic,
    top500: row.top500,
    blacklisted: row.blacklisted,
    blacklistReason: row.blacklistReason,
    monthlySpend: row.monthlySpend === null ? null : fen(row.monthlySpend),
    source: row.source,
    externalId: row.externalId,
  };
}

export const contactView = v.pipe(
  v.strictObject({
    id: idField('contact'),
    accountId: idField('account'),
    ...record,
    createdBy: creatorField,
    name: lineField(100, '李娜'),
    title: v.nullable(lineField(100, '信息中心主任')),
    roles: fields.rolesField,
    site: v.nullable(lineField(200, '高新区锦业路 1 号')),
    mobile: v.nullable(v.pipe(v.string(), v.metadata({ examples: ['138****5678'] }))),
    phone: v.nullable(v.string()),
    email: v.nullable(v.string()),
    wechat: v.nullable(v.string()),
    masked: v.pipe(
      v.boolean(),
      v.description('Channels are shown masked: contacts.read_private is missing.'),
    ),
    consent: v.nullable(fields.consentField),
    quietHours: v.nullable(fields.quietHoursField),
    note: v.nullable(fields.noteField),
  }),
  v.metadata({ ref: 'Contact' }),
);

/** A contact; its channels in full only where private data may be read. */
export function viewContact(row: ContactRow, readable: boolean) {
  const shown = (text: string | null, mask: (text: string) => string) =>
    text === null || readable ? text : mask(text);
  return {
    id: row.id,
    accountId: row.accountId,
    ...stamps(row),
    createdBy: row.createdBy,
    name: row.name,
    title: row.title,
    roles: row.roles,
    site: row.site,
    mobile: shown(row.mobile, maskPhone),
    phone: shown(row.phone, maskPhone),
    email: shown(row.email, maskEmail),
    wechat: shown(row.wechat, maskWechat),
    masked: !readable,
    consent: row.consent,
    quietHours: row.quietHours,
    note: row.note,
  };
}

export const interactionView = v.pipe(
  v.strictObject({
    id: idField('interaction'),
    accountId: idField('account'),
    ...record,
    createdBy: creatorField,
    contactId: v.nullable(idField('contact')),
    kind: choiceField(interactionKinds),
    heldAt: instantField,
    summary: textField(4000, '现场勘查机房，确认专线双路由需求'),
    nextStep: v.nullable(textField(1000, '提交双路由方案')),
    nextStepOn: v.nullable(dateField),
  }),
  v.metadata({ ref: 'Interaction' }),
);

interface InteractionRow {
  readonly id: string;
  readonly accountId: string;
  readonly version: number;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly createdBy: string;
  readonly contactId: string | null;
  readonly kind: string;
  readonly heldAt: number;
  readonly summary: string;
  readonly nextStep: string | null;
  readonly nextStepOn: string | null;
}

export function viewInteraction(row: InteractionRow) {
  return {
    id: row.id,
    accountId: row.accountId,
    ...stamps(row),
    createdBy: row.createdBy,
    contactId: row.contactId,
    kind: row.kind,
    heldAt: toInstant(row.heldAt),
    summary: row.summary,
    nextStep: row.nextStep,
    nextStepOn: row.nextStepOn,
  };
}

export const tenantView = v.pipe(
  v.strictObject({
    id: idField('tenant'),
    slug: v.pipe(v.string(), v.metadata({ examples: ['xian'] })),
    name: lineField(100, '西安分公司'),
    locale: choiceField(locales),
    timeZone: v.pipe(v.string(), v.metadata({ examples: ['Asia/Shanghai'] })),
  }),
  v.metadata({ ref: 'Tenant' }),
);

export const userView = v.pipe(
  v.strictObject({
    id: idField('user'),
    name: lineField(100, '王磊'),
    email: emailField,
    status: choiceField(['active', 'blocked']),
    orgUnitId: v.nullable(idField('org_unit')),
  }),
  v.metadata({ ref: 'User' }),
);

export const orgUnitKinds = ['company', 'branch', 'department', 'grid'] as const;

export const orgUnitView = v.pipe(
  v.strictObject({
    id: idField('org_unit'),
    ...record,
    parentId: v.nullable(idField('org_unit')),
    kind: choiceField(orgUnitKinds),
    name: lineField(100, '高新分公司'),
  }),
  v.metadata({ ref: 'OrgUnit' }),
);

interface OrgUnitRow {
  readonly id: string;
  readonly version: number;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly parentId: string | null;
  readonly kind: string;
  readonly name: string;
}

export function viewOrgUnit(row: OrgUnitRow) {
  return { id: row.id, ...stamps(row), parentId: row.parentId, kind: row.kind, name: row.name };
}

export const apiKeyView = v.pipe(
  v.strictObject({
    id: idField('api_key'),
    ...record,
    name: lineField(100, 'BOSS 同步'),
    permissions: v.array(v.pipe(v.string(), v.metadata({ examples: ['accounts.read'] }))),
    expiresAt: v.nullable(instantField),
    ips: v.nullable(v.array(v.pipe(v.string(), v.metadata({ examples: ['192.0.2.10'] })))),
    revokedAt: v.nullable(instantField),
  }),
  v.metadata({ ref: 'ApiKey' }),
);

interface ApiKeyRow {
  readonly id: string;
  readonly version: number;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly name: string;
  readonly expiresAt: number | null;
  readonly ips: string[] | null;
  readonly revokedAt: number | null;
}

export function viewApiKey(row: ApiKeyRow, permissions: readonly string[]) {
  return {
    id: row.id,
    ...stamps(row),
    name: row.name,
    permissions,
    expiresAt: row.expiresAt === null ? null : toInstant(row.expiresAt),
    ips: row.ips,
    revokedAt: row.revokedAt === null ? null : toInstant(row.revokedAt),
  };
}

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
