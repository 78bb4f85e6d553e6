import type { Route } from '../domain/route.ts';

/** An import came to its end, whichever: who was given records by it hears once of all of them. */
export const importEnded: Route = {
  to: 'import_owners',
  inbox: {
    title: { en: 'Yours now, {what}: {records}', 'zh-CN': '您新增{what}：{records} 个' },
    text: {
      en: '{person} imported the file {file} and put you in charge of them.',
      'zh-CN': '{person}导入了文件“{file}”，并指定由您负责。',
    },
  },
};
