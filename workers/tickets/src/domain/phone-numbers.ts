/**
 * The ways in which a number may have been written down, without what people put between digits: with and without the
 * country code of mainland China.
 */
export function waysToWrite(phone: string): readonly string[] {
  const digits = phone.normalize('NFKC').replaceAll(/[\s()-]/g, '');
  const national = digits.replace(/^(?:\+|00)86/, '');
  const isMobile = /^1[3-9]\d{9}$/.test(national);
  return isMobile
    ? [national, `+86${national}`, `86${national}`, `0086${national}`]
    : [...new Set([digits, national])];
}
