/** A line with an encoded word has at most 76 characters (RFC 2047, section 2): so much is left behind a header's name. */
const longestWord = 60;
const wrapping = '=?UTF-8?B??='.length;
/** Bytes whose base64 fits. */
const mostBytes = Math.floor((longestWord - wrapping) / 4) * 3;

const encoder = new TextEncoder();

/** UTF-8 in base64. */
export function base64Of(text: string): string {
  const bytes = encoder.encode(text);
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

/**
 * The text of a header: as it is where it is plain ASCII that fits on a line, else as encoded words (RFC 2047), each
 * of whole characters, on lines of their own. Line breaks and control characters, which would begin another header,
 * become spaces.
 */
export function headerText(text: string): string {
  const line = text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
  if (/^[\x20-\x7e]{0,60}$/.test(line) && !line.includes('=?')) return line;
  const words: string[] = [];
  let word = '';
  let size = 0;
  for (const character of line) {
    const bytes = encoder.encode(character).byteLength;
    if (size + bytes > mostBytes) {
      words.push(word);
      [word, size] = ['', 0];
    }
    word += character;
    size += bytes;
  }
  return [...words, word].map((one) => `=?UTF-8?B?${base64Of(one)}?=`).join('\r\n ');
}
