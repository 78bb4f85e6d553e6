import { findingsOf, type InputError, pointerTo, type Text } from '@keyline/kernel';
import type * as v from 'valibot';

type Issue = v.BaseIssue<unknown>;

/** What can be wrong with a part of the input, by its stable code. */
const texts = {
  required: { en: 'This is required.', 'zh-CN': '此项必填。' },
  unknown: { en: 'This field is not known.', 'zh-CN': '未知字段。' },
  type: { en: 'Must be {expected}.', 'zh-CN': '必须是{expected}。' },
  choice: { en: 'Must be one of {expected}.', 'zh-CN': '必须是以下之一：{expected}。' },
  too_short: { en: 'Must have at least {requirement} characters.', 'zh-CN': '至少 {requirement} 个字符。' },
  too_long: { en: 'Must have at most {requirement} characters.', 'zh-CN': '最多 {requirement} 个字符。' },
  too_few: { en: 'Must have at least {requirement} entries.', 'zh-CN': '至少 {requirement} 项。' },
  too_many: { en: 'Must have at most {requirement} entries.', 'zh-CN': '最多 {requirement} 项。' },
  too_small: { en: 'Must be at least {requirement}.', 'zh-CN': '不得小于 {requirement}。' },
  too_large: { en: 'Must be at most {requirement}.', 'zh-CN': '不得大于 {requirement}。' },
  integer: { en: 'Must be a whole number.', 'zh-CN': '必须是整数。' },
  email: { en: 'Must be an e-mail address.', 'zh-CN': '必须是电子邮件地址。' },
  id: { en: 'Must be an id of this kind of record.', 'zh-CN': '必须是此类记录的编号。' },
  line: { en: 'Must be one line without control characters.', 'zh-CN': '必须是不含控制字符的单行文本。' },
  text: { en: 'Must not contain control characters.', 'zh-CN': '不得包含控制字符。' },
  instant: {
    en: 'Must be an instant as in RFC 3339, with its offset, such as 2026-03-02T01:30:00Z.',
    'zh-CN': '必须是带时区偏移的 RFC 3339 时刻，例如 2026-03-02T01:30:00Z。',
  },
  past: { en: 'Must lie in the future.', 'zh-CN': '必须晚于当前时间。' },
  date: { en: 'Must be a day such as 2026-03-31.', 'zh-CN': '必须是日期，例如 2026-03-31。' },
  time_zone: {
    en: 'Must be an IANA time zone such as Asia/Shanghai.',
    'zh-CN': '必须是 IANA 时区，例如 Asia/Shanghai。',
  },
  credit_code: {
    en: 'Is not a valid unified social credit code: 18 characters with the check character of GB 32100.',
    'zh-CN': '统一社会信用代码无效：应为 18 位且校验位符合 GB 32100。',
  },
  slug: {
    en: 'Must be 3 to 40 lower-case letters, digits and single hyphens inside, starting with a letter.',
    'zh-CN': '必须为 3 至 40 位小写字母或数字，中间可用单个连字符，并以字母开头。',
  },
  role_key: {
    en: 'Must be lower-case words joined by underscores, such as bid_writer.',
    'zh-CN': '必须是以下划线连接的小写单词，例如 bid_writer。',
  },
  process_key: {
    en: 'Must be one or two words of small letters, such as contract.review.',
    'zh-CN': '必须是一或两个小写单词，例如 contract.review。',
  },
  word: {
    en: 'Must be a word of small letters, such as drafting.',
    'zh-CN': '必须是小写单词，例如 drafting。',
  },
  field_name: {
    en: 'Must be the name of a field, such as reasonCode.',
    'zh-CN': '必须是字段名，例如 reasonCode。',
  },
  action_name: {
    en: 'Must be the name of an action, such as send-back.',
    'zh-CN': '必须是操作名，例如 send-back。',
  },
  span: {
    en: 'Must be working time such as 30m, 4h or 2d.',
    'zh-CN': '必须是工作时长，例如 30m、4h 或 2d。',
  },
  who: {
    en: 'Must be owner, creator, system, user:<id>, role:<key> or role:<key>@tenant.',
    'zh-CN': '必须是 owner、creator、system、user:<id>、role:<key> 或 role:<key>@tenant。',
  },
  test: {
    en: 'Compare one field with one value or list, or name one guard.',
    'zh-CN': '须将一个字段与一个值或列表比较，或指定一个条件。',
  },
  time_of_day: { en: 'Must be a time of day such as 22:00.', 'zh-CN': '必须是一天中的时刻，例如 22:00。' },
  ip_address: {
    en: 'Must be an IPv4 or IPv6 address, or a CIDR range such as 192.0.2.0/24 that begins at its first address.',
    'zh-CN': '必须是 IPv4 或 IPv6 地址，或以首个地址开头的 CIDR 网段，例如 192.0.2.0/24。',
  },
  not_rising: {
    en: 'Must rise: watch below high, high below critical.',
    'zh-CN': '必须逐级升高：watch 小于 high，high 小于 critical。',
  },
  not_hundred: { en: 'Must add up to 100.', 'zh-CN': '合计必须为 100。' },
  phone: { en: 'Must be a telephone number.', 'zh-CN': '必须是电话号码。' },
  unknown_reference: { en: 'No such record is visible to you.', 'zh-CN': '没有您可见的此记录。' },
  not_a_grid: { en: 'Must be an org unit of kind grid.', 'zh-CN': '必须是网格类型的组织单元。' },
  unit_merged: {
    en: 'This org unit went over into another one.',
    'zh-CN': '该组织单元已并入其他单元。',
  },
  not_after: { en: 'Must be later than the beginning.', 'zh-CN': '必须晚于开始时间。' },
  not_oneself: { en: 'Must be somebody else.', 'zh-CN': '不能是本人。' },
  unit_required: {
    en: 'Name the org unit: the scope is unit, and the user stands in none.',
    'zh-CN': '数据范围为组织单元时须指明组织单元，因该用户未归属任何单元。',
  },
  partner_required: {
    en: 'Only people of a partner see its data.',
    'zh-CN': '仅合作伙伴的人员可用此数据范围。',
  },
  partner_only: {
    en: "People of a partner see what is their own or their partner's, and no more.",
    'zh-CN': '合作伙伴人员只能查看本人或本合作伙伴的数据。',
  },
  placeholder: {
    en: 'Has a place {{...}} that is neither a field of the template nor one that every contract has.',
    'zh-CN': '含有既非模板字段、也非合同通用项的占位符 {{...}}。',
  },
  reserved: { en: 'Every contract has this place already.', 'zh-CN': '该名称为合同通用项，不可用作字段。' },
  not_of_template: { en: 'The template has no such field.', 'zh-CN': '模板中没有此字段。' },
  account_or_caller: {
    en: 'Name the account, or who called.',
    'zh-CN': '须指明客户或来电人。',
  },
  twice: { en: 'Is named twice.', 'zh-CN': '重复出现。' },
  reason_required: { en: 'A reason is required.', 'zh-CN': '必须填写原因。' },
  'password.too_short': { en: 'Use at least 10 characters.', 'zh-CN': '密码至少 10 个字符。' },
  'password.too_long': { en: 'Use at most 200 characters.', 'zh-CN': '密码最多 200 个字符。' },
  'password.personal': {
    en: 'Must not contain the name or the e-mail address.',
    'zh-CN': '密码不得包含姓名或电子邮件地址。',
  },
  'password.too_common': { en: 'This password is too common.', 'zh-CN': '该密码过于常见。' },
  idempotency_key: {
    en: 'Must be 1 to 255 visible ASCII characters.',
    'zh-CN': '必须为 1 至 255 个可见 ASCII 字符。',
  },
  https: { en: 'Must begin with https://.', 'zh-CN': '必须以 https:// 开头。' },
  webhook_url: {
    en: 'Must be an absolute http or https address without credentials or fragment.',
    'zh-CN': '必须是 http 或 https 绝对地址，不含凭据或片段。',
  },
  private_address: {
    en: 'Must lead to a public host: not to this machine or a private network.',
    'zh-CN': '必须指向公网主机，不得指向本机或私有网络。',
  },
  event_pattern: {
    en: 'Must be a type of event, all of a subject such as account.*, or * for all.',
    'zh-CN': '必须是事件类型、某一主题的全部事件（例如 account.*）或表示全部的 *。',
  },
  issuer: {
    en: 'Must be the address of a provider, without query, fragment or credentials.',
    'zh-CN': '必须是身份提供方的地址，不含查询参数、片段或凭据。',
  },
  redirect_uri: {
    en: 'Must be an absolute address without fragment or credentials.',
    'zh-CN': '必须是绝对地址，不含片段或凭据。',
  },
  domain: { en: 'Must be a domain such as example.cn.', 'zh-CN': '必须是域名，例如 example.cn。' },
  scope: {
    en: 'Must be a scope of OAuth: visible characters without quotes and backslashes.',
    'zh-CN': '必须是 OAuth 范围：可见字符，不含引号和反斜杠。',
  },
  name_or_id: {
    en: 'Give accountName or accountId: one of them, and not both.',
    'zh-CN': '须提供 accountName 或 accountId，且仅提供其一。',
  },
  one_of_them: { en: 'Give one of them, and not both.', 'zh-CN': '仅可提供其一。' },
  not_offered: { en: 'This is not offered yet.', 'zh-CN': '暂不支持。' },
  nothing_to_change: { en: 'Name at least one field to change.', 'zh-CN': '至少要修改一个字段。' },
  invalid: { en: 'Does not fit.', 'zh-CN': '不符合要求。' },
} as const satisfies Record<string, Text>;

export type InputErrorCode = keyof typeof texts;

const byType: Readonly<Record<string, InputErrorCode>> = {
  min_length: 'too_short',
  max_length: 'too_long',
  min_value: 'too_small',
  max_value: 'too_large',
  safe_integer: 'integer',
  integer: 'integer',
  email: 'email',
  picklist: 'choice',
  literal: 'choice',
  variant: 'choice',
  iso_timestamp: 'instant',
};

/** What a schema found, before it is put into words. */
export interface InputFinding {
  readonly pointer: string;
  readonly code: InputErrorCode;
  readonly values: Readonly<Record<string, unknown>>;
}

/** The schema's issues at JSON Pointers, by code and values. */
export function inputFindings(issues: readonly Issue[]): InputFinding[] {
  return issues.map((issue) => ({ pointer: pointerOf(issue), code: codeOf(issue), values: valuesOf(issue) }));
}

/** The words of a code, with places for its values; undefined for a code that is none of these. */
export function inputWords(code: string): Text | undefined {
  return Object.hasOwn(texts, code) ? texts[code as InputErrorCode] : undefined;
}

/** The schema's issues as errors of the API, at JSON Pointers under `at` (`/path`, `/query`, or the body). */
export function inputErrors(issues: readonly Issue[], at: string): InputError[] {
  return inputFindings(issues).map(({ pointer, code, values }) => inputError(at + pointer, code, values));
}

/** One error that a decision finds, in the words of the same table. */
export const inputError = findingsOf(texts);

function pointerOf(issue: Issue): string {
  return pointerTo(issue.path?.map(({ key }) => key) ?? []);
}

function codeOf(issue: Issue): InputErrorCode {
  if (issue.message in texts) return issue.message as InputErrorCode;
  if (issue.type === 'strict_object' && issue.expected === 'never') return 'unknown';
  if (issue.received === 'undefined') return 'required';
  // A choice among objects that is given none.
  if (issue.type === 'variant' && issue.expected === 'Object') return 'type';
  const listed = Array.isArray(issue.input);
  if (issue.type === 'min_length' && listed) return 'too_few';
  if (issue.type === 'max_length' && listed) return 'too_many';
  return byType[issue.type] ?? (issue.kind === 'schema' ? 'type' : 'invalid');
}

/** What people call the types of JSON, by the names that schemas have for them. */
const jsonTypes: Readonly<Record<string, Text>> = {
  string: { en: 'a text', 'zh-CN': '文本' },
  number: { en: 'a number', 'zh-CN': '数字' },
  boolean: { en: 'true or false', 'zh-CN': '布尔值' },
  Object: { en: 'an object', 'zh-CN': '对象' },
  Array: { en: 'a list', 'zh-CN': '列表' },
};

/** What a schema of objects expects; for those who find by themselves that there is none. */
export const anObject = jsonTypes.Object;

function valuesOf(issue: Issue): Readonly<Record<string, unknown>> {
  const expected = (issue.expected ?? '').replaceAll('"', '').replace(/^\((.*)\)$/, '$1');
  return {
    expected: jsonTypes[expected] ?? expected.replaceAll(' | ', ', '),
    requirement: issue.requirement,
  };
}
