import { type ProblemCatalogue, refusals } from './problem.ts';

/** The problems any operation can meet: the only place where they are spelled. */
export const commonProblems = {
  'request.invalid': {
    status: 400,
    title: { en: 'The request does not fit', 'zh-CN': '请求不符合要求' },
    detail: {
      en: 'Parts of the request are missing or wrong; see errors.',
      'zh-CN': '请求中有缺失或错误的内容，详见 errors。',
    },
  },
  'request.malformed': {
    status: 400,
    title: { en: 'The body is not JSON', 'zh-CN': '请求体不是 JSON' },
    detail: { en: 'The body cannot be read as JSON in UTF-8.', 'zh-CN': '请求体无法按 UTF-8 的 JSON 解析。' },
  },
  'request.form_expected': {
    status: 415,
    title: { en: 'Send a form', 'zh-CN': '请发送表单' },
    detail: {
      en: 'The body must be multipart/form-data with a part named file.',
      'zh-CN': '请求体必须是 multipart/form-data，并包含名为 file 的部分。',
    },
  },
  'request.form_malformed': {
    status: 400,
    title: { en: 'The form cannot be read', 'zh-CN': '表单无法解析' },
    detail: {
      en: 'The form breaks off, or a part has no name, is there twice, or is no UTF-8.',
      'zh-CN': '表单不完整，或其中某部分没有名称、重复出现或不是 UTF-8。',
    },
  },
  'request.not_authenticated': {
    status: 401,
    title: { en: 'Sign in first', 'zh-CN': '请先登录' },
    detail: {
      en: 'A valid access token or API key is needed as a bearer token.',
      'zh-CN': '需要在 Authorization 中以 Bearer 方式提供有效的访问令牌或 API 密钥。',
    },
  },
  'request.not_permitted': {
    status: 403,
    title: { en: 'Not permitted', 'zh-CN': '没有权限' },
    detail: { en: 'The permission {permission} is needed.', 'zh-CN': '需要权限 {permission}。' },
  },
  'route.not_found': {
    status: 404,
    title: { en: 'Nothing here', 'zh-CN': '没有此路径' },
    detail: { en: 'No resource answers at {path}.', 'zh-CN': '路径 {path} 没有对应的资源。' },
  },
  'route.method_not_allowed': {
    status: 405,
    title: { en: 'Method not allowed', 'zh-CN': '不支持该方法' },
    detail: { en: '{path} does not answer to {method}.', 'zh-CN': '{path} 不支持 {method} 方法。' },
  },
  'request.conflict': {
    status: 409,
    title: { en: 'Changed by somebody else', 'zh-CN': '已被他人修改' },
    detail: {
      en: 'Another request changed the same record at the same time. Load it again and decide anew.',
      'zh-CN': '另一请求同时修改了同一记录，请重新读取后再决定。',
    },
  },
  'request.stale': {
    status: 412,
    title: { en: 'Not the current version', 'zh-CN': '版本已过期' },
    detail: {
      en: 'The record is at version {currentVersion}; If-Match names another.',
      'zh-CN': '记录当前版本为 {currentVersion}，与 If-Match 不符。',
    },
  },
  'request.too_large': {
    status: 413,
    title: { en: 'The body is too large', 'zh-CN': '请求体过大' },
    detail: { en: 'At most {limit} bytes are accepted.', 'zh-CN': '最多接受 {limit} 字节。' },
  },
  'request.unsupported_media_type': {
    status: 415,
    title: { en: 'Send JSON', 'zh-CN': '请发送 JSON' },
    detail: {
      en: 'The body must be application/json or application/merge-patch+json.',
      'zh-CN': '请求体必须是 application/json 或 application/merge-patch+json。',
    },
  },
  'request.unknown_reference': {
    status: 422,
    title: { en: 'A record that is named does not exist', 'zh-CN': '引用的记录不存在' },
    detail: {
      en: 'The request names records that do not exist or are not visible; see errors.',
      'zh-CN': '请求引用了不存在或不可见的记录，详见 errors。',
    },
  },
  'request.key_reused': {
    status: 422,
    title: { en: 'The idempotency key belongs to another request', 'zh-CN': '幂等键已用于其他请求' },
    detail: {
      en: 'This Idempotency-Key was sent before with another operation or body. Use a new key.',
      'zh-CN': '该 Idempotency-Key 已用于不同的操作或请求体，请换用新的键。',
    },
  },
  'action.unknown': {
    status: 404,
    title: { en: 'No such action', 'zh-CN': '没有此操作' },
    detail: { en: 'The process has no action {action}.', 'zh-CN': '该流程没有操作 {action}。' },
  },
  'action.not_possible': {
    status: 409,
    title: { en: 'Not possible now', 'zh-CN': '当前不可执行' },
    detail: { en: '{reason} It cannot be done now.', 'zh-CN': '{reason}当前不可执行。' },
  },
  'action.not_yours': {
    status: 403,
    title: { en: 'For others to do', 'zh-CN': '应由他人办理' },
    detail: { en: '{reason} It is not for you to do.', 'zh-CN': '{reason}不应由您办理。' },
  },
  'request.too_many': {
    status: 429,
    title: { en: 'Too many requests', 'zh-CN': '请求过于频繁' },
    detail: { en: 'Try again in {seconds} s.', 'zh-CN': '请在 {seconds} 秒后重试。' },
  },
  'service.failed': {
    status: 500,
    title: { en: 'Our fault', 'zh-CN': '系统内部错误' },
    detail: {
      en: 'The request met a fault of ours. It has been logged under the id in instance.',
      'zh-CN': '请求遇到系统故障，已按 instance 中的编号记录。',
    },
  },
  'service.unavailable': {
    status: 503,
    title: { en: 'Not available just now', 'zh-CN': '服务暂不可用' },
    detail: {
      en: '{part} does not answer. Repeat the request with the same Idempotency-Key.',
      'zh-CN': '{part}暂无响应，请用相同的 Idempotency-Key 重试。',
    },
  },
} as const satisfies ProblemCatalogue;

export type CommonProblem = keyof typeof commonProblems;

/** Makes occurrences of the common problems. */
export const refuseCommon = refusals(commonProblems);
