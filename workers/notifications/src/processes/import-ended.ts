import type { Route } from '../domain/route.ts';

/** An import came to its end, whichever: who was given accounts by it hears once of all of them. */
export const importEnded: Route = {
  to: 'import_owners',
  inbox: {
    title: { en: 'Accounts that are yours now: {records}', 'zh-CN': '您新增 {records} 个客户' },
    text: {
      en: '{person} imported the file {file} and made you their account manager. They stand first in your list, ordered by their last change.',
      'zh-CN': '{person}导入了文件“{file}”，并指定您为客户经理。按更新时间排序，这些客户排在您列表的最前面。',
    },
  },
};
