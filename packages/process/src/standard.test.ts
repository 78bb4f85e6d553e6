import * as v from 'valibot';
import { expect, test } from 'vitest';
import { check } from './check.ts';
import { type Definition, definitionField } from './definition.ts';
import { contractStandard, contractWords } from './standard/contract.ts';
import { leadStandard, leadWords } from './standard/lead.ts';
import { opportunityStandard } from './standard/opportunity.ts';
import { opportunityWords } from './standard/opportunity-words.ts';
import { caseWords, retentionStandard } from './standard/retention.ts';
import { ticketStandard, ticketWords } from './standard/ticket.ts';
import { knownWords } from './testing/known.ts';
import { ictStandard, orderBuild, wordsOf } from './testing/others.ts';

test.each<[Definition, Parameters<typeof knownWords>[0]]>([
  [opportunityStandard, opportunityWords],
  [contractStandard, contractWords],
  [ticketStandard, ticketWords],
  [leadStandard, leadWords],
  [retentionStandard, caseWords],
  [orderBuild, wordsOf('order')],
  [ictStandard, wordsOf('ict_project')],
])('$key is a definition without a flaw, and survives its way through JSON', (definition, words) => {
  const parsed = v.parse(definitionField, JSON.parse(JSON.stringify(definition)));
  expect(parsed).toEqual(definition);
  expect(check(parsed, knownWords(words))).toEqual([]);
});
