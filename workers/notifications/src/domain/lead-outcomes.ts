import type { Text } from '@keyline/kernel';

/** What became of a lead, in the words of whoever submitted it. */
export const leadOutcomes = {
  in_progress: { en: 'In progress', 'zh-CN': '跟进中' },
  won: { en: 'Won', 'zh-CN': '已赢单' },
  lost: { en: 'Lost', 'zh-CN': '已丢单' },
} as const satisfies Readonly<Record<string, Text>>;
