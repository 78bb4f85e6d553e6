import { resolve } from 'node:path';
import { callerDirectory, misused, parseParameters, runCommand } from '../command.ts';
import { administrator } from '../demo/cast.ts';
import { signIn } from '../demo/load-organisation.ts';
import { Failure, reasonOf, words } from '../failure.ts';
import { inProject } from '../project.ts';
import { findRunningUrl } from '../running.ts';
import { importSales } from '../sales/import-sales.ts';
import { salesReport } from '../sales/report.ts';
import { readSettings } from '../settings.ts';

const usage = 'npm run demo:import -- [folder]';

await runCommand(async (parameters) => {
  const { positionals } = parseParameters(parameters, usage, { options: {}, allowPositionals: true });
  const [given, ...more] = positionals;
  if (more.length > 0)
    throw misused(words({ en: 'At most one folder.', 'zh-CN': '最多指定一个文件夹。' }), usage);
  const usual = inProject('../shared/data/crm-sales-opportunities');
  const folder = given === undefined ? usual : resolve(callerDirectory(), given);
  const url = await findRunningUrl(readSettings().directory);
  const as = await signIn(url, administrator.login).catch((error: unknown) => {
    const reason = reasonOf(error);
    throw new Failure({
      en: `Nobody can sign in to the tenant demo: ${reason}`,
      'zh-CN': `无法登录租户 demo：${reason}`,
    });
  });
  process.stdout.write(salesReport(await importSales(as, folder), url));
});
