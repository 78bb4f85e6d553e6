import { expect, test } from 'vitest';
import * as vocabulary from './vocabulary.ts';

const lists = [
  ['account kind', vocabulary.accountKinds, vocabulary.accountKindLabels],
  ['presence', vocabulary.presences, vocabulary.presenceLabels],
  ['grade', vocabulary.grades, vocabulary.gradeLabels],
  ['responsible level', vocabulary.responsibleLevels, vocabulary.responsibleLevelLabels],
  ['contact role', vocabulary.contactRoles, vocabulary.contactRoleLabels],
  ['interaction kind', vocabulary.interactionKinds, vocabulary.interactionKindLabels],
] as const;

test.each(lists)('each %s has a label of its own in both languages', (_name, words, labels) => {
  expect(Object.keys(labels)).toEqual([...words]);
  const texts = Object.values(labels);
  expect(new Set(texts.map((text) => text.en)).size).toBe(words.length);
  expect(new Set(texts.map((text) => text['zh-CN'])).size).toBe(words.length);
  for (const text of texts) {
    expect(text.en).toMatch(/^[A-Z][a-zA-Z, -]+$/);
    expect(text['zh-CN']).toMatch(/\p{Script=Han}/u);
  }
});
