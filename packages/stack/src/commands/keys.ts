import { parseParameters, runCommand } from '../command.ts';
import { makeTokenKey } from '../keys.ts';

await runCommand(async (parameters) => {
  parseParameters(parameters, 'npm run --silent keys', { options: {} });
  process.stdout.write(`${JSON.stringify(makeTokenKey())}\n`);
});
