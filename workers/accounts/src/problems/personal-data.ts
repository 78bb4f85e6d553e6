import type { ProblemCatalogue } from '@keyline/kernel';

/** The problems of personal data. */
export const personalDataProblems = {
  'personal_data.no_such_person': {
    status: 404,
    title: { en: 'No such person', 'zh-CN': '没有此人' },
    detail: {
      en: 'There is no contact or user with this id, and no ticket or lead that names anybody.',
      'zh-CN': '没有此编号的联系人或用户，也没有记录来电人或联系人的工单或线索。',
    },
  },
  'personal_data.oneself': {
    status: 409,
    title: { en: 'Nobody erases himself', 'zh-CN': '不能删除本人数据' },
    detail: { en: 'Ask another administrator to do it.', 'zh-CN': '请由其他系统管理员执行。' },
  },
  'personal_data.owns_accounts': {
    status: 409,
    title: { en: 'Owns accounts', 'zh-CN': '名下仍有客户' },
    detail: {
      en: 'Hand over the accounts of this user first.',
      'zh-CN': '请先移交该用户名下的客户。',
    },
  },
  'contact.erased': {
    status: 409,
    title: { en: 'The contact is erased', 'zh-CN': '联系人已删除' },
    detail: { en: 'What was erased cannot be changed.', 'zh-CN': '已删除的个人数据不能修改。' },
  },
} as const satisfies ProblemCatalogue;
