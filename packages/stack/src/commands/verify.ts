import { resolve } from 'node:path';
import { verifySeals } from '@keyline/events/verify';
import { callerDirectory, misused, parseParameters, runCommand } from '../command.ts';
import { Failure, words } from '../failure.ts';
import { eventsIn, sealsIn, sentenceOf } from '../verifying.ts';

const usage = 'npm run verify -- <events> <seals>';

await runCommand(async (parameters) => {
  const { positionals } = parseParameters(parameters, usage, { options: {}, allowPositionals: true });
  const [events, seals, ...more] = positionals.map((file) => resolve(callerDirectory(), file));
  if (events === undefined || seals === undefined || more.length > 0) {
    const reason = {
      en: 'Two files are needed, one JSON object in each line.',
      'zh-CN': '需要两个文件，每行一个 JSON 对象。',
    };
    throw misused(words(reason), usage);
  }
  const verified = await verifySeals(eventsIn(events), sealsIn(seals));
  const sentence = sentenceOf(verified);
  if (verified.finding !== undefined) throw new Failure(sentence);
  process.stdout.write(`${words(sentence)}\n`);
});
