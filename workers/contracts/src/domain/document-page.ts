import type { Locale, Text } from '@keyline/kernel';
import { micromark } from 'micromark';
import { gfmTable, gfmTableHtml } from 'micromark-extension-gfm-table';

/** What is printed around the text of a contract, on every page. */
export interface DocumentMarks {
  readonly title: string;
  readonly reference: string | null;
  readonly filingNumber: string | null;
  readonly revision: number;
  readonly fingerprint: string;
  /** Whether this very text was reviewed: only that is signed. */
  readonly isReviewed: boolean;
}

const words = {
  draft: { en: 'Draft, not for signing', 'zh-CN': '草稿，不得签署' },
  reference: { en: 'Reference {number}', 'zh-CN': '合同参考号 {number}' },
  filed: { en: 'Filing number {number}', 'zh-CN': '合同编号 {number}' },
  revision: { en: 'Version {number}', 'zh-CN': '版本 {number}' },
  fingerprint: { en: 'Fingerprint (SHA-256) {number}', 'zh-CN': '指纹 (SHA-256) {number}' },
} as const satisfies Record<string, Text>;

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => entities[sign] ?? sign);
}

/** Whatever is fixed stands on every printed page. */
const style = `@page{size:A4;margin:25mm 20mm 30mm}
body{font:11pt/1.7 "Songti SC","SimSun",serif;max-width:170mm;margin:0 auto;padding:10mm 0 25mm}
h1{text-align:center;font-size:18pt}table{border-collapse:collapse;width:100%}
td,th{border:.3mm solid #000;padding:1mm 2mm;text-align:left}tr,h2,h3{break-inside:avoid}h2,h3{break-after:avoid}
.marks{font:8pt/1.4 sans-serif;color:#333;text-align:center;overflow-wrap:anywhere}
@media print{body{padding:0}.marks{position:fixed;bottom:-18mm;left:0;right:0}}`;

/**
 * The page of a contract, ready to be printed. Its text is Markdown without HTML of its own: tags are shown, links
 * lead to the web and to mail only (micromark's safe defaults).
 */
export function documentPage(text: string, marks: DocumentMarks, locale: Locale): string {
  const put = (words: Text, number: string | number) => words[locale].replace('{number}', String(number));
  const { title, reference, filingNumber, revision, fingerprint, isReviewed } = marks;
  const line = [
    ...(isReviewed ? [] : [words.draft[locale]]),
    ...(reference === null ? [] : [put(words.reference, reference)]),
    ...(filingNumber === null ? [] : [put(words.filed, filingNumber)]),
    put(words.revision, revision),
    put(words.fingerprint, fingerprint),
  ].join(' · ');
  const body = micromark(text, { extensions: [gfmTable()], htmlExtensions: [gfmTableHtml()] });
  return `<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><title>${escaped(title)}</title><style>${style}</style></head>
<body>${body}
<footer class="marks">${escaped(line)}</footer></body></html>
`;
}
