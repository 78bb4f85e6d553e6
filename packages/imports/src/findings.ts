import { inputWords } from '@keyline/http';
import { fill, type Locale, type Text, valuesIn } from '@keyline/kernel';
import type { ImportKind } from './kind.ts';

/** What is said about a row: told by its code and values, and put into words where somebody reads it. */
export interface Finding {
  /** As spreadsheets count: the head row is row 1. Zero: the file as a whole. */
  readonly row: number;
  readonly severity: 'error' | 'warning';
  readonly code: string;
  /** JSON Pointer to the field; empty for the row as a whole. */
  readonly pointer: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** What can be found in any file, and why a file as a whole cannot be imported. */
const words: Readonly<Record<string, Text>> = {
  'row.too_many_cells': {
    en: 'The row has {cells} cells, the head row {columns}.',
    'zh-CN': '该行有 {cells} 个单元格，表头只有 {columns} 列。',
  },
  'row.not_decodable': {
    en: 'The row holds characters that are not of the encoding of the file.',
    'zh-CN': '该行含有与文件编码不符的字符。',
  },
  'row.not_permitted': {
    en: 'You may not do this: {permission} is needed.',
    'zh-CN': '您没有相应权限：需要 {permission}。',
  },
  'row.conflict': {
    en: 'Others changed the record at the same time, again and again. Import the row anew.',
    'zh-CN': '该记录正被他人频繁修改，请重新导入此行。',
  },
  'column.ignored': {
    en: 'The column {column} fills no field and was left out.',
    'zh-CN': '列“{column}”未对应任何字段，已忽略。',
  },
  'cell.money': {
    en: 'Must be an amount in yuan, not negative and with at most two decimals, such as 12800.00.',
    'zh-CN': '必须是金额（元），不得为负，最多两位小数，例如 12800.00。',
  },
  'cell.flag': { en: 'Must be yes or no.', 'zh-CN': '必须是“是”或“否”。' },
  ambiguous_reference: {
    en: 'More than one record is called {given}.',
    'zh-CN': '有多条记录名为“{given}”。',
  },
  'file.no_rows': { en: 'The file has no head row.', 'zh-CN': '文件没有表头。' },
  'file.no_column_known': {
    en: 'No column of the file fills a field of {kind}. Columns: {columns}.',
    'zh-CN': '文件中没有可识别的列（{kind}）。列：{columns}。',
  },
  'file.column_missing': {
    en: 'The mapping names the column {column}, which the file does not have.',
    'zh-CN': '映射中的列“{column}”在文件中不存在。',
  },
  'file.column_twice': { en: 'The column {column} is there twice.', 'zh-CN': '列“{column}”重复出现。' },
  'file.default_invalid': {
    en: 'The mapping gives {field} a default that it cannot have.',
    'zh-CN': '映射为“{field}”设置的默认值无效。',
  },
  'file.row_too_long': {
    en: 'Row {row} is longer than {limit} bytes; a quotation mark may be missing.',
    'zh-CN': '第 {row} 行超过 {limit} 字节，可能缺少引号。',
  },
  'file.too_large_unpacked': {
    en: 'Unpacked, the file has more than {limit} bytes.',
    'zh-CN': '文件解压后超过 {limit} 字节。',
  },
  'file.too_many_rows': {
    en: 'A spreadsheet may have at most {limit} rows; a CSV file may have more.',
    'zh-CN': '电子表格最多 {limit} 行；CSV 文件不受此限。',
  },
  'file.not_readable': {
    en: 'The file is neither CSV nor a spreadsheet (XLSX) that can be read.',
    'zh-CN': '文件不是可读取的 CSV 或电子表格（XLSX）。',
  },
  'file.gone': { en: 'The file is no longer there.', 'zh-CN': '文件已不存在。' },
  'import.not_permitted': {
    en: 'Whoever asked for the import may no longer do so.',
    'zh-CN': '导入的发起人已无权执行此操作。',
  },
  'import.broke_down': {
    en: 'The import broke off several times at the same row, {row}, and was given up.',
    'zh-CN': '导入在第 {row} 行多次中断，已放弃。',
  },
};

/** The words of a finding in one language. */
export function wordsOf(
  kind: ImportKind | undefined,
  { code, values }: Pick<Finding, 'code' | 'values'>,
  locale: Locale,
): string {
  const text = kind?.words[code] ?? words[code] ?? inputWords(code);
  return text === undefined ? code : fill(text[locale], valuesIn(locale, values));
}
