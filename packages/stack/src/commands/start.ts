import { announcement } from '../announcement.ts';
import { runCommand } from '../command.ts';
import { serveUntilStopped } from '../serving.ts';
import { readSettings } from '../settings.ts';

await runCommand(async () => {
  const { directory, host, port, trustProxy } = readSettings();
  const signUp = 'open';
  await serveUntilStopped(
    { directory, host, port, trustProxy, signUp, environment: 'local', clock: 'test', channels: 'outbox' },
    ({ url }) => announcement({ url, directory, signUp, testTime: true, outbox: true }),
  );
});
