import { parseParameters, runCommand } from '../command.ts';
import { askControl } from '../control.ts';
import { words } from '../failure.ts';
import { findRunningStack } from '../running.ts';
import { readSettings } from '../settings.ts';

await runCommand(async (parameters) => {
  parseParameters(parameters, 'npm run settle', { options: {} });
  await askControl(await findRunningStack(readSettings().directory), 'settle', null);
  const text = {
    en: 'Settled: every event is done or dead.',
    'zh-CN': '已完成：所有事件均已处理或进入死信。',
  };
  process.stdout.write(`${words(text)}\n`);
});
