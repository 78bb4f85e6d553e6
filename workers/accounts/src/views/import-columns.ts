import type { CsvColumn } from '@keyline/http';
import type { ImportFinding } from './import.ts';

/** What is wrong with the rows of an import, as a file beside the one that was sent. */
export const findingColumns: readonly CsvColumn<ImportFinding>[] = [
  { heading: { en: 'Row', 'zh-CN': '行' }, value: ({ row }) => row },
  { heading: { en: 'Severity', 'zh-CN': '级别' }, value: ({ severity }) => severity },
  { heading: { en: 'Field', 'zh-CN': '字段' }, value: ({ pointer }) => pointer.slice(1) },
  { heading: { en: 'Code', 'zh-CN': '代码' }, value: ({ code }) => code },
  { heading: { en: 'Detail', 'zh-CN': '说明' }, value: ({ detail }) => detail },
];
