import { announcement } from '../announcement.ts';
import { runCommand } from '../command.ts';
import { serveUntilStopped } from '../serving.ts';
import { readSettings } from '../settings.ts';

await runCommand(async () => {
  const { directory, host, port, signUp, trustProxy, channels } = readSettings();
  await serveUntilStopped(
    { directory, host, port, trustProxy, signUp, environment: 'production', clock: 'system', channels },
    ({ url }) => announcement({ url, directory, signUp, testTime: false, outbox: false }),
  );
});
