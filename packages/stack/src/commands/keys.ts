import { misused, parseParameters, runCommand } from '../command.ts';
import { words } from '../failure.ts';
import { makeSealKey, makeTokenKey } from '../keys.ts';

const usage = 'npm run --silent keys [-- token | seal]';

await runCommand(async (parameters) => {
  const { positionals } = parseParameters(parameters, usage, { options: {}, allowPositionals: true });
  const [kind = 'token', ...more] = positionals;
  if (more.length > 0 || (kind !== 'token' && kind !== 'seal')) {
    throw misused(
      words({ en: 'There are token keys and seal keys.', 'zh-CN': '密钥种类为 token 或 seal。' }),
      usage,
    );
  }
  process.stdout.write(`${kind === 'seal' ? makeSealKey() : JSON.stringify(makeTokenKey())}\n`);
});
