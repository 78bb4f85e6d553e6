import type { Locale, Text } from '@keyline/kernel';

/** The language of the person at the terminal, by the POSIX variables of the locale. */
export function terminalLocale(environment: NodeJS.ProcessEnv = process.env): Locale {
  const tag = environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || '';
  return tag.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
}

/** A text in the language of the person at the terminal. */
export function words(text: Text): string {
  return text[terminalLocale()];
}

/** Something a person can mend: it is told in one line, without a stack. */
export class Failure extends Error {
  constructor(text: Text, options?: ErrorOptions) {
    super(words(text), options);
    this.name = 'Failure';
  }
}

/** The first line of what was thrown, for use inside another line. */
export function reasonOf(thrown: unknown): string {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return message.split('\n', 1)[0] ?? message;
}
