const utf8Mark = [0xef, 0xbb, 0xbf];

/** How the text of a file is encoded, by its first bytes: UTF-8 when they are, else GB 18030, which holds GBK. */
export function encodingOf(head: Uint8Array): 'utf-8' | 'gb18030' {
  try {
    // What the head cuts off at its end may be half a character.
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    return 'utf-8';
  } catch {
    return 'gb18030';
  }
}

/** The encoding of two bytes to a character that a byte order mark names; undefined without one. */
export function wideEncodingOf([first, second]: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return undefined;
}

/** Bytes of the byte order mark of UTF-8 at the beginning: 3 or 0. */
export function markLength(head: Uint8Array): number {
  return utf8Mark.every((byte, at) => head[at] === byte) ? utf8Mark.length : 0;
}

/** What a file is, by its first bytes. */
export function formOf([first, second, third, fourth]: Uint8Array): 'gzip' | 'zip' | 'text' {
  if (first === 0x1f && second === 0x8b) return 'gzip';
  if (first === 0x50 && second === 0x4b && third === 3 && fourth === 4) return 'zip';
  return 'text';
}

/** `|` is also the second byte of characters of GB 18030, and parts no cells there. */
const delimiters = { 'utf-8': [',', '\t', ';', '|'], gb18030: [',', '\t', ';'] } as const;

/** The character that parts the cells of a head row: the one that it has most of, outside quotation marks. */
export function delimiterOf(line: string, encoding: 'utf-8' | 'gb18030'): string {
  const bare = line.replace(/"(?:[^"]|"")*"/g, '');
  const counted = delimiters[encoding].map((one) => ({ one, count: bare.split(one).length }));
  return counted.reduce((most, next) => (next.count > most.count ? next : most)).one;
}
