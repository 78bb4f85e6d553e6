import * as v from 'valibot';
import { expect, test } from 'vitest';
import { check } from './check.ts';
import { type Definition, definitionField } from './definition.ts';
import { contractStandard, contractWords } from './testing/contract.ts';
import { knownWords } from './testing/known.ts';
import { opportunityStandard } from './testing/opportunity.ts';
import { opportunityWords } from './testing/opportunity-words.ts';
import { ictStandard, orderBuild, ticketStandard, wordsOf } from './testing/others.ts';

test.each<[Definition, Parameters<typeof knownWords>[0]]>([
  [opportunityStandard, opportunityWords],
  [contractStandard, contractWords],
  [ticketStandard, wordsOf('ticket')],
  [orderBuild, wordsOf('order')],
  [ictStandard, wordsOf('ict_project')],
])('$key is a definition without a flaw, and survives its way through JSON', (definition, words) => {
  const parsed = v.parse(definitionField, JSON.parse(JSON.stringify(definition)));
  expect(parsed).toEqual(definition);
  expect(check(parsed, knownWords(words))).toEqual([]);
});
