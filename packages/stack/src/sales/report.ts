import { words } from '../failure.ts';
import type { ImportedFile, ImportedSales, StageTotal } from './import-sales.ts';

/** What a person reads when the files are in, in the language of the terminal. */
export function salesReport({ files, stages }: ImportedSales, url: string): string {
  const inOrder = ['drafted', 'assigned', 'signed', 'lost'];
  const all = [...stages].sort(([one], [other]) => inOrder.indexOf(one) - inOrder.indexOf(other));
  const lines = [...files.flatMap((file) => linesOf(file, url)), headOf(all), ...all.map(lineOfStage)];
  return `${lines.join('\n')}\n`;
}

function linesOf({ file, job, said }: ImportedFile, url: string): string[] {
  const { created, updated, unchanged, failed, warnings } = job;
  return [
    words({
      en: `${file}: ${created} created, ${updated} updated, ${unchanged} unchanged, ${failed} failed, ${warnings} warnings`,
      'zh-CN': `${file}：新建 ${created}，更新 ${updated}，未变 ${unchanged}，失败 ${failed}，警告 ${warnings}`,
    }),
    ...said.map(({ detail, times }) => `  ${times} x ${detail}`),
    words({
      en: `  row by row: ${url}/v1/imports/${job.id}/errors`,
      'zh-CN': `  逐行结果：${url}/v1/imports/${job.id}/errors`,
    }),
  ];
}

function headOf(stages: readonly (readonly [string, StageTotal])[]): string {
  const total = stages.reduce((sum, [, { opportunities }]) => sum + opportunities, 0);
  return words({ en: `Opportunities of the file: ${total}`, 'zh-CN': `文件中的商机：${total}` });
}

function lineOfStage([stage, { opportunities, fen }]: readonly [string, StageTotal]): string {
  const yuan = (fen / 100).toFixed(2);
  return words({
    en: `  ${stage}: ${opportunities}, worth ${yuan} yuan`,
    'zh-CN': `  ${stage}：${opportunities}，共 ${yuan} 元`,
  });
}
