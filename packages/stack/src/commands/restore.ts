import { resolve } from 'node:path';
import { restore } from '../archive/restore.ts';
import { callerDirectory, misused, parseParameters, runCommand } from '../command.ts';
import { words } from '../failure.ts';
import { readSettings } from '../settings.ts';

const usage = 'npm run restore -- <file>';

await runCommand(async (parameters) => {
  const { positionals } = parseParameters(parameters, usage, { allowPositionals: true });
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) {
    throw misused(words({ en: 'Name one file.', 'zh-CN': '请指定一个文件。' }), usage);
  }
  const { directory } = readSettings();
  const { manifest, former } = await restore(directory, resolve(callerDirectory(), file));
  const kept = {
    en: former === undefined ? '' : ` The former data are in ${former}.`,
    'zh-CN': former === undefined ? '' : `原数据保留在 ${former}。`,
  };
  const text = {
    en: `Restored the data of ${manifest.createdAt} to ${directory}.${kept.en}`,
    'zh-CN': `已将 ${manifest.createdAt} 的数据恢复到 ${directory}。${kept['zh-CN']}`,
  };
  process.stdout.write(`${words(text)}\n`);
});
