import type { Text } from '@keyline/kernel';

/** What holds for every operation. Code between backticks. */
export interface Convention {
  readonly id: string;
  readonly title: Text;
  readonly text: Text;
}

export const conventions: readonly Convention[] = [
  {
    id: 'start',
    title: { en: 'Start', 'zh-CN': '开始使用' },
    text: {
      en: 'Send an access token or an API key as `Authorization: Bearer ...`. A token comes from `POST /v1/auth/token` and lasts ten minutes; a key comes from `POST /v1/api-keys` and is shown once. The commands in this reference run as they stand once the shell knows `KEYLINE` (the address of the service) and `TOKEN`.',
      'zh-CN':
        '请求须携带 `Authorization: Bearer ...`，内容为访问令牌或 API 密钥。令牌由 `POST /v1/auth/token` 签发，有效期十分钟；密钥由 `POST /v1/api-keys` 创建，仅显示一次。在终端中设置 `KEYLINE`（服务地址）和 `TOKEN` 后，本文档中的命令即可直接运行。',
    },
  },
  {
    id: 'problems',
    title: { en: 'Problems', 'zh-CN': '错误' },
    text: {
      en: 'Every 4xx and 5xx is a problem document (RFC 9457). Decide by its `code`, which never changes; `type` leads to the page of the code; `errors` names each faulty part of the input by JSON Pointer. Texts follow `Accept-Language`: `en` or `zh-CN`.',
      'zh-CN':
        '所有 4xx 与 5xx 响应均为 RFC 9457 问题文档。程序应依据不变的 `code` 判断；`type` 指向该代码的说明页；`errors` 以 JSON Pointer 逐一指出输入中的错误。文字语言由 `Accept-Language` 决定：`en` 或 `zh-CN`。',
    },
  },
  {
    id: 'lists',
    title: { en: 'Lists', 'zh-CN': '列表' },
    text: {
      en: 'A list answers `data` and `nextCursor`. Pass the cursor on with the same filters until it is null: a page may hold fewer rows than `limit`. A filter that is repeated means any of its values. A parameter that is not known is refused.',
      'zh-CN':
        '列表返回 `data` 与 `nextCursor`。保持筛选条件不变并逐次传入游标，直至其为 null；单页行数可能少于 `limit`。重复的筛选参数表示匹配任一值。未知参数会被拒绝。',
    },
  },
  {
    id: 'writes',
    title: { en: 'Writes', 'zh-CN': '写入' },
    text: {
      en: 'Send an `Idempotency-Key` with every POST: the same key and body get the first answer again for 24 hours, so that a request may be repeated when its answer was lost. What is shown once, such as a key, is left out of the repetition. PATCH is a merge patch: absent fields stay, null clears.',
      'zh-CN':
        '每个 POST 都应携带 `Idempotency-Key`：24 小时内，相同的键与请求体会得到首次的响应，因此响应丢失时可放心重试。仅显示一次的内容（如密钥）不会在重放中再次出现。PATCH 采用合并补丁：未出现的字段保持不变，null 表示清空。',
    },
  },
  {
    id: 'versions',
    title: { en: 'Versions', 'zh-CN': '版本' },
    text: {
      en: 'A record carries its `version`, and its answer the `ETag`. With `If-Match` a change is made to that version or not at all (412). Without it, the change is decided on the latest state.',
      'zh-CN':
        '记录带有 `version`，响应带有对应的 `ETag`。携带 `If-Match` 时，仅当版本一致才会修改，否则返回 412；不携带时，以最新状态为准进行处理。',
    },
  },
  {
    id: 'limits',
    title: { en: 'Limits and traces', 'zh-CN': '限流与追踪' },
    text: {
      en: '`RateLimit` tells what is left of the limit in `RateLimit-Policy`; beyond it comes 429 with `Retry-After`. An address from which too many wrong keys or tokens came gets 429, too. A body holds at most 1 MiB. Every answer has an `X-Request-Id`: name it when you ask for help.',
      'zh-CN':
        '`RateLimit` 给出 `RateLimit-Policy` 所定限额的余量，超出后返回 429 及 `Retry-After`；同一地址多次使用错误的密钥或令牌时，同样返回 429。请求体不超过 1 MiB。每个响应都有 `X-Request-Id`，求助时请提供。',
    },
  },
];
