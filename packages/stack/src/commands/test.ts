import { runCommand } from '../command.ts';
import { runChecks } from '../testing/checks.ts';
import { summaryLine } from '../testing/summary.ts';

await runCommand(async (parameters) => {
  const counts = await runChecks(parameters);
  process.stdout.write(`${summaryLine(counts)}\n`);
  if (counts.failed > 0) process.exitCode = 1;
});
