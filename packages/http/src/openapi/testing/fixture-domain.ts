import {
  choiceField,
  dateField,
  emailField,
  idField,
  instantField,
  lineField,
  moneyField,
  type ProblemCatalogue,
  textField,
  versionField,
} from '@keyline/kernel';
import { accounts } from '@keyline/schema';
import * as v from 'valibot';
import { command } from '../../command.ts';
import type { Domain } from '../../domain.ts';
import { list } from '../../list.ts';
import { instantBound } from '../../list-input.ts';
import { publicCommand, publicQuery } from '../../public.ts';
import { query } from '../../query.ts';

const problems = {
  'account.not_found': {
    status: 404,
    title: { en: 'No such account', 'zh-CN': '没有此客户' },
    detail: { en: 'There is no account with this id.', 'zh-CN': '没有此编号的客户。' },
  },
  'account.duplicate': {
    status: 409,
    title: { en: 'The account exists', 'zh-CN': '客户已存在' },
    detail: { en: '{name} has the same credit code.', 'zh-CN': '{name} 的信用代码相同。' },
  },
} as const satisfies ProblemCatalogue;

const slugTaken = {
  'tenant.slug_taken': {
    status: 409,
    title: { en: 'The slug is taken', 'zh-CN': '标识已被使用' },
    detail: { en: 'Another tenant has the slug {slug}.', 'zh-CN': '标识 {slug} 已属于其他租户。' },
  },
} as const satisfies ProblemCatalogue;

const creditCodeField = v.pipe(
  v.string(),
  v.maxLength(40),
  v.transform((text) => text.toUpperCase()),
  v.check((text) => text.length === 18, 'credit_code'),
  v.description('Unified social credit code 统一社会信用代码.'),
  v.metadata({ examples: ['91610131MA6U0XYM9D'] }),
);

const accountView = v.pipe(
  v.strictObject({
    id: idField('account'),
    version: versionField,
    createdAt: instantField,
    name: lineField(200, '西安市大数据服务有限公司'),
    creditCode: v.nullable(creditCodeField),
    kind: choiceField(['government', 'enterprise']),
    monthlySpend: v.nullable(moneyField),
    reviewOn: v.nullable(dateField),
    tags: v.array(lineField(20, '重点')),
  }),
  v.metadata({ ref: 'Account' }),
  v.description('A key account 大客户.'),
);

const id = { id: idField('account') };
const accountRow = { id: accounts.id, name: accounts.name };

const createAccount = command({
  id: 'createAccount',
  method: 'POST',
  path: '/v1/accounts',
  tag: 'accounts',
  summary: 'Create an account',
  description: 'A similar name is refused unless `force` is set.',
  permission: 'accounts.write',
  body: v.strictObject({
    name: lineField(200, '西安市大数据服务有限公司'),
    kind: choiceField(['government', 'enterprise']),
    creditCode: v.optional(creditCodeField),
    monthlySpend: v.optional(moneyField),
    reviewOn: v.optional(dateField),
    note: v.optional(textField(4000, '下午四点后方便接听电话')),
    force: v.optional(v.boolean()),
  }),
  answer: { status: 201, description: 'The account that was made.', schema: accountView },
  problems: { 'account.duplicate': problems['account.duplicate'] },
  decide: ({ refuse }) => refuse('account.duplicate'),
});

const changeAccount = command({
  id: 'changeAccount',
  method: 'PATCH',
  path: '/v1/accounts/{id}',
  tag: 'accounts',
  summary: 'Change an account',
  permission: 'accounts.write',
  params: id,
  body: v.pipe(
    v.strictObject({
      name: v.optional(lineField(200, '西安市大数据服务有限公司')),
      creditCode: v.optional(v.nullable(creditCodeField)),
    }),
    v.check((body) => Object.keys(body).length > 0, 'nothing_to_change'),
  ),
  answer: { status: 200, description: 'The account as it is now.', schema: accountView },
  problems,
  load: () => ({ account: undefined }),
  required: { account: 'account.not_found' },
  versioned: 'account',
  decide: ({ refuse }) => refuse('account.not_found'),
});

const removeAccount = command({
  id: 'removeAccount',
  method: 'DELETE',
  path: '/v1/accounts/{id}',
  tag: 'accounts',
  summary: 'Remove an account',
  permission: 'accounts.write',
  params: id,
  answer: { status: 204, description: 'It is gone.' },
  problems: { 'account.not_found': problems['account.not_found'] },
  load: () => ({ account: undefined }),
  required: { account: 'account.not_found' },
  versioned: 'account',
  decide: ({ refuse }) => refuse('account.not_found'),
});

const readAccount = query({
  id: 'readAccount',
  path: '/v1/accounts/{id}',
  tag: 'accounts',
  summary: 'Read an account',
  permission: 'accounts.read',
  params: id,
  versioned: true,
  answer: { description: 'The account.', schema: accountView },
  problems: { 'account.not_found': problems['account.not_found'] },
  load: () => ({}),
  view: ({ refuse }) => refuse('account.not_found'),
});

const listAccounts = list({
  id: 'listAccounts',
  path: '/v1/accounts',
  tag: 'accounts',
  summary: 'List accounts',
  permission: 'accounts.read',
  shape: {
    table: accounts,
    row: accountRow,
    permission: 'accounts.read',
    sorts: { createdAt: { column: accounts.createdAt, index: 'accounts_created' } },
    id: accounts.id,
    filters: {
      kind: { column: accounts.kind, test: 'any' },
      createdFrom: { column: accounts.createdAt, test: 'from' },
    },
  },
  filters: { kind: choiceField(['government', 'enterprise']), createdFrom: instantBound },
  defaultOrder: '-createdAt',
  sorts: ['createdAt', 'name'],
  search: () => undefined,
  item: accountView,
  view: (row) => row,
});

const me = query({
  id: 'readMe',
  path: '/v1/me',
  tag: 'sign-in',
  summary: 'Tell who I am',
  permission: null,
  answer: { description: 'The caller.', schema: v.strictObject({ email: emailField }) },
  load: () => ({}),
  view: () => ({ body: { email: 'li.na@example.cn' } }),
});

const openTenant = publicCommand({
  id: 'openTenant',
  path: '/v1/tenants',
  tag: 'sign-in',
  summary: 'Open a tenant',
  body: v.strictObject({
    slug: v.pipe(v.string(), v.regex(/^[a-z]+$/, 'slug'), v.metadata({ examples: ['xian'] })),
  }),
  answer: { status: 201, description: 'The tenant.', schema: v.strictObject({ id: idField('tenant') }) },
  problems: slugTaken,
  load: async () => undefined,
  answered: () => undefined,
  decide: async ({ refuse }) => refuse('tenant.slug_taken'),
});

const publicKeys = publicQuery({
  id: 'readPublicKeys',
  path: '/.well-known/jwks.json',
  tag: 'sign-in',
  summary: 'Read the public keys',
  answer: {
    description: 'A JWK Set.',
    schema: v.strictObject({ keys: v.array(v.object({ kty: v.literal('OKP') })) }),
  },
  view: () => ({ keys: [] }),
  maxAge: 300,
});

/** Operations of every kind, made as Workers make theirs. */
export const fixtureDomain: Domain = {
  name: 'fixture',
  operations: [
    listAccounts,
    createAccount,
    readAccount,
    changeAccount,
    removeAccount,
    me,
    openTenant,
    publicKeys,
  ],
  jobs: [],
  reactions: [],
};
