import { commonPasswords, keyboardWalks } from './common-passwords.ts';

/** Length over composition (NIST SP 800-63B): long enough, not guessable from lists or from the person. */
export const MIN_PASSWORD_LENGTH = 10;
export const MAX_PASSWORD_LENGTH = 200;

export type PasswordRefusal =
  | 'password.too_short'
  | 'password.too_long'
  | 'password.personal'
  | 'password.too_common';

const LOOK_ALIKES: Readonly<Record<string, string>> = {
  '@': 'a',
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '5': 's',
  $: 's',
  '!': 'i',
};
const LONGEST_REPEATED_UNIT = 4;

/**
 * Why a password may not be chosen, or nothing when it may. Lengths are characters of its NFKC form. Refused are
 * also the person's e-mail, mailbox and name, the commonest passwords, runs (`abcdefghij`), walks over the
 * keyboard and repetitions (`abcabcabcabc`), with digits and signs around them or look-alikes in them all the same.
 */
export function passwordRefusal(
  password: string,
  { email, name }: { email: string; name: string },
): PasswordRefusal | undefined {
  const folded = fold(password);
  const length = Array.from(password.normalize('NFKC')).length;
  if (length < MIN_PASSWORD_LENGTH) return 'password.too_short';
  if (length > MAX_PASSWORD_LENGTH) return 'password.too_long';
  if (isPersonal(folded, email, name)) return 'password.personal';
  return isCommon(folded) ? 'password.too_common' : undefined;
}

function isPersonal(folded: string, email: string, name: string): boolean {
  const mailbox = email.slice(0, Math.max(0, email.lastIndexOf('@')));
  const familyNameLast = name.split(/\s+/).reverse().join('');
  const own = [email, mailbox, name, familyNameLast].map((text) => lettersAndDigits(fold(text)));
  const chosen = [folded, core(folded)].map(lettersAndDigits);
  return chosen.some((text) => text !== '' && own.includes(text));
}

function isCommon(folded: string): boolean {
  const readings = [folded, withoutLookAlikes(folded)].flatMap((text) => [
    text,
    lettersAndDigits(text),
    core(text),
  ]);
  const likely = [...readings, withoutLookAlikes(core(folded))].filter(
    (text) => text.length * 2 >= folded.length,
  );
  return likely.some((text) => {
    const unit = repeatedUnit(text);
    if (unit.length <= LONGEST_REPEATED_UNIT || isRun(text)) return true;
    return commonPasswords.has(unit) || keyboardWalks.some((walk) => walk.includes(text));
  });
}

/** The shortest text that, repeated and cut off, makes this one; the text itself when nothing shorter does. */
function repeatedUnit(text: string): string {
  const length = Array.from(text, (_, i) => i).find((i) => i > 0 && text.startsWith(text.slice(i)));
  return text.slice(0, length);
}

/** Neighbours in the order of characters, up or down; digits go round from 9 to 0. */
function isRun(text: string): boolean {
  const steps = new Set<number>();
  for (let i = 1; i < text.length; i += 1) {
    const pair = text.slice(i - 1, i + 1);
    if (pair === '90') steps.add(1);
    else if (pair === '09') steps.add(-1);
    else steps.add(pair.charCodeAt(1) - pair.charCodeAt(0));
  }
  return steps.size === 1 && (steps.has(1) || steps.has(-1));
}

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

function lettersAndDigits(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '');
}

/** Without what people put before and after a word to please a rule. */
function core(text: string): string {
  return text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
}

function withoutLookAlikes(text: string): string {
  return Array.from(text, (character) => LOOK_ALIKES[character] ?? character).join('');
}
