import { type Definition, namesOf } from '../definition.ts';
import type { Vocabulary } from '../vocabulary.ts';
import { contractStandard, contractWords } from './contract.ts';
import { opportunityStandard } from './opportunity.ts';
import { opportunityWords } from './opportunity-words.ts';
import { ticketStandard, ticketWords } from './ticket.ts';

export { contractWords, opportunityWords, ticketWords };

/** The words of every kind of record that moves by a process of the domains, by what the event log calls it. */
export const vocabularies: Readonly<Record<string, Vocabulary>> = {
  opportunity: opportunityWords,
  contract: contractWords,
  ticket: ticketWords,
};

/** A process that every tenant has from its first day. */
export interface StandardProcess {
  /** The same in every tenant: a new version of the definition gets a new id, with which tenants receive it. */
  readonly id: string;
  readonly definition: Definition;
}

export const standardProcesses: readonly StandardProcess[] = [
  { id: 'pro_01kb00000000000pp0rtvn1ty1', definition: opportunityStandard },
  { id: 'pro_01kb000000000000c0ntract01', definition: contractStandard },
  { id: 'pro_01kb00000000000000t1cket01', definition: ticketStandard },
];

/** A standard process as the table `processes` keeps it, but for the tenant, the version and the times. */
export function standardRows() {
  return standardProcesses.map(({ id, definition }) => ({
    id,
    key: definition.key,
    subject: definition.subject,
    title: definition.title,
    definition,
    ...namesOf(definition),
  }));
}
