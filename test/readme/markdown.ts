/** A fenced block of a Markdown file. */
export interface Block {
  /** What stands behind the opening fence: `sh`, `ts`, `diff` ... */
  readonly language: string;
  readonly text: string;
  /** The last `path` in back quotes before the block. */
  readonly about: string | undefined;
}

/** The blocks of a file, in their order. */
export function blocksOf(markdown: string): readonly Block[] {
  const fences = [...markdown.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)];
  return fences.map(({ 1: language = '', 2: text = '', index }, place) => {
    const before = fences[place - 1];
    const prose = markdown.slice(before === undefined ? 0 : before.index + before[0].length, index);
    const about = [...prose.matchAll(/`([\w@./-]+\/[\w./-]+)`/g)].at(-1)?.[1];
    return { language, text, about };
  });
}

/** The text under a heading of the second level. Throws when there is none. */
export function sectionOf(markdown: string, heading: string): string {
  const found = markdown.split(/^## /m).find((section) => section.startsWith(`${heading}\n`));
  if (found === undefined) throw new Error(`no section ${heading}`);
  return found;
}

/**
 * Adds the lines that a block marks with `+` behind the lines that it shows before them. `@@` goes on further down.
 * Throws when the shown lines do not stand in the file, once, in this order.
 */
export function patched(source: string, diff: string): string {
  return diff.split(/^@@\n/m).reduce((text, part) => {
    const lines = part.split('\n').filter((line) => line !== '');
    const shown = lines.filter((line) => line.startsWith(' ')).map((line) => `${line.slice(1)}\n`);
    const wanted = lines.map((line) => `${line.slice(1)}\n`);
    const found = text.split(shown.join('')).length - 1;
    if (found !== 1) throw new Error(`found ${found} times instead of once:\n${shown.join('')}`);
    return text.replace(shown.join(''), () => wanted.join(''));
  }, source);
}
