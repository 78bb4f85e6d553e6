import { announcement } from '../announcement.ts';
import { runCommand } from '../command.ts';
import { demoOnce } from '../demo/once.ts';
import { serveUntilStopped } from '../serving.ts';
import { readSettings } from '../settings.ts';

await runCommand(async () => {
  const { directory, host, port, trustProxy, demo } = readSettings();
  const signUp = 'open';
  await serveUntilStopped(
    { directory, host, port, trustProxy, signUp, environment: 'local', clock: 'test', channels: 'outbox' },
    ({ url }) => announcement({ url, directory, signUp, testTime: true, outbox: true }),
    async ({ url }) => {
      if (demo) await demoOnce(url, (line) => process.stdout.write(`${line}\n`));
    },
  );
});
