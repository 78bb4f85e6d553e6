/** Characters that tell nothing about a person (`*` is one): they stay, so that the text keeps its form. */
const SEPARATOR = /[\s\p{P}+]/u;
const MAINLAND_MOBILE = /^(?<country>(?:\+|00)?86)?(?<head>1[3-9]\d)\d{4}(?<tail>\d{4})$/;
const MAINLAND_AREA = /^\(?(?<area>0(?:10|2\d|[3-9]\d{2}))/;

/**
 * A phone number for a viewer who may not read it. A mobile number of mainland China shows its first three
 * and last four digits, the form people there know (138****5678). Of any other number at most half stays:
 * its area code or country code and the last digits.
 */
export function maskPhone(number: string): string {
  const plain = number.normalize('NFKC').trim();
  const mobile = MAINLAND_MOBILE.exec(plain.replace(/[\s()-]/g, ''))?.groups;
  if (mobile) return `${mobile.country ? '+86 ' : ''}${mobile.head}****${mobile.tail}`;
  const area = MAINLAND_AREA.exec(plain)?.groups?.area;
  return masked(plain, area?.length ?? (plain.startsWith('+') ? 3 : 2), 4);
}

/**
 * An e-mail address for a viewer who may not read it: the first two characters of the mailbox and the top-level
 * domain, less where that would be more than half of the address (`zh***.***@*******.com`).
 */
export function maskEmail(address: string): string {
  const plain = address.normalize('NFKC').trim();
  const at = plain.lastIndexOf('@');
  if (at === -1) return masked(plain, 2, 0);
  const mailbox = masked(plain.slice(0, at), 2, 0);
  const dot = plain.lastIndexOf('.');
  const top = dot > at ? plain.slice(dot) : '';
  const host = masked(plain.slice(at, plain.length - top.length), 0, 0);
  const fitsHalf = 2 * (legible(mailbox) + legible(top)) <= legible(plain);
  return mailbox + host + (fitsHalf ? top : masked(top, 0, 0));
}

/** A WeChat id for a viewer who may not read it: two characters at each end, at most half of it. */
export function maskWechat(id: string): string {
  return masked(id.normalize('NFKC').trim(), 2, 2);
}

/** Leaves up to `head` characters at the start and `tail` at the end legible, never more than half of all. */
function masked(text: string, head: number, tail: number): string {
  const total = legible(text);
  const half = Math.floor(total / 2);
  const atStart = Math.min(head, half);
  const atEnd = Math.min(tail, half - atStart);
  let position = 0;
  return Array.from(text, (character) => {
    if (!tells(character)) return character;
    position += 1;
    return position <= atStart || position > total - atEnd ? character : '*';
  }).join('');
}

function legible(text: string): number {
  return Array.from(text).filter(tells).length;
}

function tells(character: string): boolean {
  return !SEPARATOR.test(character);
}
