/**
 * A number that a commit takes from a series. What the commit writes holds `text` where the number belongs: in fields,
 * in events, in the kept answer; the database puts the number there.
 */
export interface NextNumber {
  /** `<subject>.<kind of number>/<period>`: the first number of each is 1. */
  readonly series: string;
  /** Filled with zeros up to so many digits. */
  readonly digits: number;
  readonly text: string;
}

/** Takes the next number of a series, for the `numbers` of a commit: none is left out, none is given twice. */
export function nextNumber(series: string, digits = 1): NextNumber {
  return { series, digits, text: `<number:${crypto.randomUUID()}>` };
}

/** The numbers that a commit took, by the text that stood for each. */
export type TakenNumbers = Readonly<Record<string, string>>;

/** What was written with the text of numbers, as it reads with the numbers themselves. */
export function filled(written: string, taken: TakenNumbers): string {
  return Object.entries(taken).reduce((text, [mark, number]) => text.replaceAll(mark, number), written);
}
