import { type Domain, reaction } from '@keyline/http';
import { catalogue, type EventKind } from '@keyline/protocol';
import { expect, test } from 'vitest';
import { domains } from '../support/domains.ts';
import { reactionFile, reactionFindings } from './reactions.ts';
import { projectTree } from './tree.ts';

const nothing = () => undefined;
const domain = (...reactions: Domain['reactions']): Domain => ({
  name: 'tickets',
  jobs: [],
  reactions,
  operations: [],
});
const kind = (...consumers: EventKind['consumers']): EventKind => ({
  summary: { en: '', 'zh-CN': '' },
  consumers,
});

test('every Worker reacts to what the catalogue sends it, and to nothing else', () => {
  expect(reactionFindings(domains, catalogue)).toEqual([]);
});

test('each reaction has a file of its own, named by what it is for', () => {
  const files = [...projectTree().keys()].filter((path) => /^workers\/[^/]+\/src\/reactions\//.test(path));
  expect(files.filter((path) => !reactionFile.test(path.split('/').at(-1) ?? ''))).toEqual([]);
});

test('the guard bites: an event that nobody waits for, and a reaction to one that never comes', () => {
  const deaf = domain(reaction({ on: 'user.created', decide: nothing }));
  expect(
    reactionFindings([deaf], { 'user.created': kind('contracts'), 'user.changed': kind('tickets') }),
  ).toEqual([
    'tickets has no reaction to user.changed, which the catalogue sends it',
    'tickets reacts to user.created, which the catalogue sends nobody by that name',
  ]);
  const twice = domain(
    ...['user.created', 'user.created'].map(() => reaction({ on: 'user.created', decide: nothing })),
  );
  expect(reactionFindings([twice], { 'user.created': kind('tickets') })).toEqual([
    'tickets has two reactions to user.created',
  ]);
});

test('a Worker that takes whatever comes has a reaction to everything', () => {
  const all = domain(reaction({ on: '*', decide: nothing }));
  expect(reactionFindings([all], { 'user.created': kind('tickets') })).toEqual([]);
});
