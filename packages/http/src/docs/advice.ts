import type { Text } from '@keyline/kernel';

/** What a caller can do about a problem: by its code where that says more, else by its status. */
export function adviceFor(code: string, status: number): Text {
  return byCode[code] ?? byStatus[status] ?? otherwise;
}

const byCode: Readonly<Record<string, Text>> = {
  'request.invalid': {
    en: 'Mend the parts that errors names, each by its JSON Pointer, and send the request again.',
    'zh-CN': '按 errors 中的 JSON Pointer 逐项修正后重新发送。',
  },
  'request.conflict': {
    en: 'Read the record again, decide on its new state, and send the request with a new Idempotency-Key.',
    'zh-CN': '重新读取记录，依据新状态判断，并使用新的 Idempotency-Key 发送请求。',
  },
  'request.unknown_reference': {
    en: 'Check each id that errors names: the record must exist, be in use, and be visible to you.',
    'zh-CN': '请核对 errors 所指的每个编号：记录须存在、在用且对您可见。',
  },
  'request.key_reused': {
    en: 'Use a new Idempotency-Key for each new request; keep the old one only to repeat the same request.',
    'zh-CN': '每个新请求使用新的 Idempotency-Key，仅在重复同一请求时沿用旧键。',
  },
  'route.not_found': {
    en: 'Look up the path in the reference; paths are case-sensitive and have no trailing slash.',
    'zh-CN': '请在接口文档中核对路径；路径区分大小写，末尾不带斜杠。',
  },
};

const byStatus: Readonly<Record<number, Text>> = {
  400: {
    en: 'Mend the request as the reference of the operation shows it. Repeating it unchanged will not help.',
    'zh-CN': '请按该操作的文档修正请求，原样重发无效。',
  },
  401: {
    en: 'Get a new access token and send it as a bearer token; sign in again if the session has ended.',
    'zh-CN': '获取新的访问令牌并以 Bearer 方式发送；会话已结束时请重新登录。',
  },
  403: {
    en: 'Ask an administrator of your tenant for a role with the permission, or for a wider data scope.',
    'zh-CN': '请联系本租户管理员授予含此权限的角色，或扩大数据范围。',
  },
  404: {
    en: 'Check the id. A record that you may not see is answered like one that does not exist.',
    'zh-CN': '请核对编号。无权查看的记录与不存在的记录返回相同结果。',
  },
  405: {
    en: 'Use one of the methods in the Allow header.',
    'zh-CN': '请使用 Allow 响应头中列出的方法。',
  },
  409: {
    en: 'The request contradicts the present state. Read the record, then change the request or leave it.',
    'zh-CN': '请求与当前状态冲突。请读取记录后调整请求或放弃操作。',
  },
  412: {
    en: 'Read the record again, apply the change to its present version, and send the new ETag in If-Match.',
    'zh-CN': '重新读取记录，在当前版本上修改，并在 If-Match 中携带新的 ETag。',
  },
  413: {
    en: 'Send less at once, or use an import for many records.',
    'zh-CN': '减少单次发送的内容；批量数据请使用导入。',
  },
  415: {
    en: 'Set Content-Type to one that the operation takes.',
    'zh-CN': '请将 Content-Type 设为该操作支持的类型。',
  },
  422: {
    en: 'The request is well-formed but breaks a rule. Change what the detail names and send it again.',
    'zh-CN': '请求格式正确但不符合业务规则。请修改 detail 所述内容后重新发送。',
  },
  429: {
    en: 'Wait as many seconds as Retry-After says, then go on more slowly.',
    'zh-CN': '等待 Retry-After 所示的秒数后再发送，并降低请求频率。',
  },
  500: {
    en: 'Repeat the request once with the same Idempotency-Key. If it fails again, report the request id.',
    'zh-CN': '使用相同的 Idempotency-Key 重试一次；若仍失败，请提供请求编号并反馈。',
  },
  503: {
    en: 'Repeat the request with the same Idempotency-Key after the seconds that Retry-After says.',
    'zh-CN': '等待 Retry-After 所示的秒数后，使用相同的 Idempotency-Key 重试。',
  },
};

const otherwise: Text = {
  en: 'Read the detail and change the request. If it still fails, report the request id.',
  'zh-CN': '请阅读 detail 并调整请求；若仍失败，请提供请求编号并反馈。',
};
