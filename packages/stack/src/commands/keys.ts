import { misused, parseParameters, runCommand } from '../command.ts';
import { words } from '../failure.ts';
import { makeSecretKey, makeTokenKey } from '../keys.ts';

const usage = 'npm run --silent keys [-- token | seal | link]';

await runCommand(async (parameters) => {
  const { positionals } = parseParameters(parameters, usage, { options: {}, allowPositionals: true });
  const [kind = 'token', ...more] = positionals;
  if (more.length > 0 || !['token', 'seal', 'link'].includes(kind)) {
    throw misused(
      words({ en: 'There are token, seal and link keys.', 'zh-CN': '密钥种类为 token、seal 或 link。' }),
      usage,
    );
  }
  process.stdout.write(`${kind === 'token' ? JSON.stringify(makeTokenKey()) : makeSecretKey()}\n`);
});
