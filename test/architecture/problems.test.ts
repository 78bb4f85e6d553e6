import type { Operation } from '@keyline/http';
import type { ProblemCatalogue } from '@keyline/kernel';
import { problems as accounts } from '@keyline/worker-accounts/problems';
import { problems as contracts } from '@keyline/worker-contracts/problems';
import { problems as notifications } from '@keyline/worker-notifications/problems';
import { problems as opportunities } from '@keyline/worker-opportunities/problems';
import { problems as tickets } from '@keyline/worker-tickets/problems';
import { describe, expect, test } from 'vitest';
import { domains } from '../support/domains.ts';
import { problemFindings } from './problems.ts';

const spelled: Readonly<Record<string, ProblemCatalogue>> = {
  accounts,
  contracts,
  notifications,
  opportunities,
  tickets,
};

const missing = {
  status: 404,
  title: { en: 'No such ticket', 'zh-CN': '没有此工单' },
  detail: { en: 'There is no ticket {id}.', 'zh-CN': '没有工单 {id}。' },
} as const;

function findingsFor(problems: ProblemCatalogue, declared: ProblemCatalogue = problems): string[] {
  const operations = [{ id: 'getTicket', problems: declared } as Operation];
  return problemFindings([{ domain: { name: 'tickets', jobs: [], reactions: [], operations }, problems }]);
}

describe('problems', () => {
  test('are spelled once, dotted, and declared by operations of their Worker', () => {
    const workers = domains.map((domain) => ({ domain, problems: spelled[domain.name] ?? {} }));
    expect(workers.map(({ domain }) => domain.name).sort()).toEqual(Object.keys(spelled));
    expect(problemFindings(workers)).toEqual([]);
  });

  test('that no operation declares are seen', () => {
    expect(findingsFor({ 'ticket.not_found': missing }, {})).toEqual([
      'tickets: no operation declares ticket.not_found',
    ]);
  });

  test('that are declared without being spelled are seen', () => {
    expect(findingsFor({}, { 'ticket.not_found': missing })).toEqual([
      'tickets: getTicket declares ticket.not_found, which problems.ts does not spell',
    ]);
  });

  test('that an operation spells for itself are seen', () => {
    expect(findingsFor({ 'ticket.not_found': missing }, { 'ticket.not_found': { ...missing } })).toEqual([
      'tickets: getTicket spells ticket.not_found itself',
    ]);
  });

  test.each([
    ['a code that is not dotted', 'notFound', missing, 'notFound is not dotted'],
    ['the code of a common problem', 'request.stale', missing, 'request.stale is spelled twice'],
    ['a status of success', 'ticket.fine', { ...missing, status: 200 }, 'the status 200'],
    [
      'a place in one language only',
      'ticket.gone',
      { ...missing, detail: { en: '{id}', 'zh-CN': '无' } },
      'other places',
    ],
    [
      'a title that changes',
      'ticket.gone',
      { ...missing, title: { en: 'No {id}', 'zh-CN': '无' } },
      'a title that changes',
    ],
  ])('with %s are seen', (_, code, kind, finding) => {
    expect(findingsFor({ [code]: kind })).toContainEqual(expect.stringContaining(finding));
  });
});
