/** The dots inside initials (`L.L.C.`, `S.A.`), which would cut one word into letters. */
const DOT_IN_INITIALS = /(?<=(?<!\p{L})\p{L})\.(?=\p{L}(?!\p{L}))/gu;
const WORD = /[\p{L}\p{N}\p{M}]+/gu;

/** Words that state a legal form or a group, where they end a name in Latin letters. */
const WESTERN_FORMS = new Set([
  ...['co', 'company', 'coltd', 'corp', 'corporation', 'inc', 'incorporated', 'group'],
  ...['ltd', 'limited', 'llc', 'llp', 'plc', 'pte', 'pty', 'bhd', 'sdn'],
  ...['ag', 'bv', 'gmbh', 'kg', 'kk', 'nv', 'sa', 'sarl', 'sas', 'se', 'sl', 'srl'],
]);

/** Legal forms that are one wherever they stand: a branch carries the form of its head office inside its name. */
const CHINESE_FORM_ANYWHERE = /(?:集[团團])?(?:股份)?有限(?:[责責]任)?公司/g;

/** Forms that are one at the end only. The 公司 of 分公司, 支公司 and 子公司 tells a branch from its company. */
const CHINESE_FORM_AT_END =
  /(?:(?:特殊)?普通合伙|有限合伙|集[团團]公司|股份公司|[总總]公司|(?<![分支子])公司|集[团團])$/;

/**
 * The key under which similar names of accounts collide, so that `华为技术有限公司`, `华为技术（集团）公司` and
 * ` 华为技术 ` are asked about before they become two accounts. Compatibility forms and case are folded, white
 * space, punctuation, brackets and symbols go (what stands in brackets stays: 西安 tells two companies apart),
 * legal forms go. Never empty unless the name is: a name made of legal forms alone keeps them.
 */
export function nameKey(name: string): string {
  const folded = name.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC');
  const words = withoutWesternForms(folded.replace(DOT_IN_INITIALS, '').match(WORD) ?? []);
  return withoutChineseForms(words.join('')) || folded.replace(/\s+/g, '');
}

function withoutWesternForms(words: string[]): string[] {
  const last = words.findLastIndex((word) => !WESTERN_FORMS.has(word));
  return last === -1 ? words : words.slice(0, last + 1);
}

function withoutChineseForms(name: string): string {
  const shorter = name.replace(CHINESE_FORM_ANYWHERE, '').replace(CHINESE_FORM_AT_END, '');
  if (shorter === '' || shorter === name) return name;
  return withoutChineseForms(shorter);
}
