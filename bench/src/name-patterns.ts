import { nameKey } from '@keyline/kernel';
import { searchText, searchTokens } from '@keyline/worker-accounts/domain/search-terms';

/** A way of naming accounts: `head`, a serial number, `tail`, and what is derived from the name. */
export interface NamePattern {
  readonly head: string;
  readonly tail: string;
  /** What stands behind the serial number in the name's key. */
  readonly keyTail: string;
  /** What stands before and behind the serial number in the search text. */
  readonly textHead: string;
  readonly textTail: string;
  /** Search tokens of all but the serial number. */
  readonly tokens: string;
}

/** A word that half of all names hold. */
export const commonWord = '科技';
/** A word that about twenty names hold, however many there are. */
export const rareWord = '秦岭';

const places = ['西安', '宝鸡', '西安', '咸阳', '西安', '渭南', '西安', '汉中'];
const brands = ['恒信', '长兴', '华瑞', '明德', '天泽', '金桥', '宏远', '博雅', '盛达', '同力', '新元'];
const trades = [commonWord, '餐饮管理', commonWord, '建筑工程', commonWord, '医疗器械', '汽车服务'];
const forms = ['有限公司', '集团有限公司', '股份有限公司'];

/** Names of companies as a city has them; the last one alone holds the rare word. */
export function namePatterns(): readonly NamePattern[] {
  const usual = places.flatMap((place) =>
    brands.flatMap((brand) =>
      trades.flatMap((trade) => forms.map((form) => patternOf(`${place}${brand}`, `号${trade}${form}`))),
    ),
  );
  return [...usual, patternOf(`${rareWord}${brands[0]}`, `号${trades[0]}${forms[0]}`)];
}

/** The serial number stands between Chinese characters, so that neither side's words reach over it. */
function patternOf(head: string, tail: string): NamePattern {
  const name = `${head}1${tail}`;
  const [textHead = '', textTail = ''] = searchText([name]).split(' 1 ');
  const keyTail = nameKey(name).slice(head.length + 1);
  return { head, tail, keyTail, textHead, textTail, tokens: searchTokens([head, tail]) };
}
