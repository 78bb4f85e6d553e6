import type { ProblemCatalogue } from '@keyline/kernel';

/** The problems of accounts and what hangs on them. */
export const accountProblems = {
  'account.not_found': {
    status: 404,
    title: { en: 'No such account', 'zh-CN': '没有此客户' },
    detail: { en: 'There is no account with this id that you may see.', 'zh-CN': '没有您可见的此编号客户。' },
  },
  'account.duplicate_credit_code': {
    status: 409,
    title: { en: 'The credit code is taken', 'zh-CN': '统一社会信用代码重复' },
    detail: {
      en: 'An account with this unified social credit code exists; see existing.',
      'zh-CN': '已有相同统一社会信用代码的客户，详见 existing。',
    },
  },
  'account.duplicate_external_id': {
    status: 409,
    title: { en: 'The external id is taken', 'zh-CN': '外部编号重复' },
    detail: {
      en: 'An account with this external id exists; see existing.',
      'zh-CN': '已有相同外部编号的客户，详见 existing。',
    },
  },
  'account.similar_name': {
    status: 409,
    title: { en: 'Similar accounts exist', 'zh-CN': '存在名称相似的客户' },
    detail: {
      en: 'Accounts of a similar name exist; see candidates. Send force: true to go on all the same.',
      'zh-CN': '已有名称相似的客户，详见 candidates；确认无误可加 force: true 继续。',
    },
  },
  'account.parent_cycle': {
    status: 422,
    title: { en: 'An account cannot stand below itself', 'zh-CN': '上级客户形成循环' },
    detail: {
      en: 'The chosen parent is the account itself or stands below it.',
      'zh-CN': '所选上级是该客户自身或其下级。',
    },
  },
  'account.parent_too_deep': {
    status: 422,
    title: { en: 'The tree is too deep', 'zh-CN': '客户层级过深' },
    detail: { en: 'A tree of accounts has at most {limit} levels.', 'zh-CN': '客户层级最多 {limit} 级。' },
  },
  'account.blacklist_reason_missing': {
    status: 422,
    title: { en: 'A blacklisting needs its reason', 'zh-CN': '列入黑名单须有原因' },
    detail: {
      en: 'Send blacklistReason together with blacklisted: true.',
      'zh-CN': '设置 blacklisted: true 时请同时提供 blacklistReason。',
    },
  },
  'interaction.not_found': {
    status: 404,
    title: { en: 'No such interaction', 'zh-CN': '没有此互动记录' },
    detail: {
      en: 'There is no interaction with this id at this account.',
      'zh-CN': '该客户没有此编号的互动记录。',
    },
  },
  'contact.not_found': {
    status: 404,
    title: { en: 'No such contact', 'zh-CN': '没有此联系人' },
    detail: {
      en: 'There is no contact with this id at this account.',
      'zh-CN': '该客户没有此编号的联系人。',
    },
  },
} as const satisfies ProblemCatalogue;
