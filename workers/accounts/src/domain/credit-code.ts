const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const MODULUS = 31;
const FULL_WIDTH = /[\uFF01-\uFF5E]/g;
const FULL_WIDTH_OFFSET = 0xfee0;

/** Authority and category (any character), administrative division (digits), organisation code, check character. */
const SHAPE = new RegExp(`^[${ALPHABET}]{2}[0-9]{6}[${ALPHABET}]{10}$`);

/**
 * Brings a unified social credit code, as somebody typed or pasted it, into its written form: without white
 * space around it, half-width, upper case. Says nothing about validity: see {@link isCreditCode}.
 */
export function normalizeCreditCode(text: string): string {
  return text
    .replace(FULL_WIDTH, (character) => String.fromCharCode(character.charCodeAt(0) - FULL_WIDTH_OFFSET))
    .trim()
    .toUpperCase();
}

/**
 * Whether a text in its written form is a unified social credit code (统一社会信用代码) by GB 32100-2015:
 * 18 characters out of 31 (no I, O, S, V, Z), digits at 3 to 8, and a check character at 18 such that
 * `sum(value(i) * 3^i) + value(17)` over i = 0..16 is a multiple of 31.
 *
 * Every single wrong character is refused, and every swap of two different characters but one: the first
 * and the last character have the same weight (1), so their swap cannot be seen.
 *
 * The organisation code at 9 to 17 has a check digit of its own (GB 11714). It is not asked for: it adds
 * nothing to what the last character finds, and the register, not its arithmetic, is the authority on a code.
 */
export function isCreditCode(text: string): boolean {
  if (!SHAPE.test(text)) return false;
  let sum = 0;
  let weight = 1;
  for (const character of text.slice(0, -1)) {
    sum += ALPHABET.indexOf(character) * weight;
    weight = (weight * 3) % MODULUS;
  }
  return (sum + ALPHABET.indexOf(text.slice(-1))) % MODULUS === 0;
}
