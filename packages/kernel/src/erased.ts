import type { Locale, Text } from './locale.ts';

const words: Text = { en: 'Erased person', 'zh-CN': '已删除人员' };

/** What stands in the place of the name of a person whose data are erased. */
export const erasedName = `${words['zh-CN']} / ${words.en}`;

/** A person's name as it is shown: in words of this language where the person is erased. */
export function shownName(name: string, locale: Locale): string {
  return name === erasedName ? words[locale] : name;
}
