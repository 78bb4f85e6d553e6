import { misused, parseParameters, runCommand } from '../command.ts';
import { words } from '../failure.ts';
import { bringForward } from '../migrating.ts';

const usage = 'DATABASE_AUTH_TOKEN=<token> npm run migrate -- --url <libSQL URL>';

await runCommand(async (parameters) => {
  const { values } = parseParameters(parameters, usage, { options: { url: { type: 'string' } } });
  const { url } = values;
  if (url === undefined) throw misused(words({ en: '--url is missing.', 'zh-CN': '缺少 --url。' }), usage);
  const applied = await bringForward(url, process.env.DATABASE_AUTH_TOKEN || undefined);
  const names = applied.join(', ');
  const text =
    applied.length === 0
      ? { en: 'Nothing to migrate.', 'zh-CN': '无需迁移。' }
      : { en: `Migrated: ${names}.`, 'zh-CN': `已迁移：${names}。` };
  process.stdout.write(`${words(text)}\n`);
});
