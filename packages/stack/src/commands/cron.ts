import { misused, parseParameters, runCommand } from '../command.ts';
import { askControl } from '../control.ts';
import { checkCronRequest } from '../crons.ts';
import { words } from '../failure.ts';
import { findRunningStack } from '../running.ts';
import { readSettings } from '../settings.ts';

const usage = 'npm run cron -- --at <RFC 3339> [worker]';

await runCommand(async (parameters) => {
  const { values, positionals } = parseParameters(parameters, usage, {
    options: { at: { type: 'string' } },
    allowPositionals: true,
  });
  const { at } = values;
  if (at === undefined) throw misused(words({ en: '--at is missing.', 'zh-CN': '缺少 --at。' }), usage);
  if (positionals.length > 1) {
    throw misused(words({ en: 'At most one Worker.', 'zh-CN': '最多指定一个 Worker。' }), usage);
  }
  const request = { at, worker: positionals[0] };
  checkCronRequest(request);
  await askControl(await findRunningStack(readSettings().directory), 'cron', request);
  const fired = request.worker ?? words({ en: 'all Workers', 'zh-CN': '全部 Worker' });
  process.stdout.write(
    `${words({ en: `Crons of ${fired} done for ${at}.`, 'zh-CN': `${fired} 在 ${at} 的定时任务已完成。` })}\n`,
  );
});
