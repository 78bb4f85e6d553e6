import { resolve } from 'node:path';
import { backUp } from '../archive/backup.ts';
import { callerDirectory, misused, parseParameters, runCommand } from '../command.ts';
import { words } from '../failure.ts';
import { readSettings } from '../settings.ts';

const usage = 'npm run backup -- [file]';

await runCommand(async (parameters) => {
  const { positionals } = parseParameters(parameters, usage, { allowPositionals: true });
  if (positionals.length > 1) {
    throw misused(words({ en: 'At most one file.', 'zh-CN': '最多指定一个文件。' }), usage);
  }
  const stamp = new Date().toISOString().replaceAll(/[:.]/g, '-');
  const file = resolve(callerDirectory(), positionals[0] ?? `keyline-${stamp}.tar.gz`);
  const { files } = await backUp(readSettings().directory, file);
  const megabytes = (files.reduce((sum, { bytes }) => sum + bytes, 0) / 1e6).toFixed(1);
  const text = {
    en: `Backed up ${files.length} files (${megabytes} MB) to ${file}. It holds the signing key: keep it safe.`,
    'zh-CN': `已备份 ${files.length} 个文件（${megabytes} MB）到 ${file}。其中含签名密钥，请妥善保管。`,
  };
  process.stdout.write(`${words(text)}\n`);
});
