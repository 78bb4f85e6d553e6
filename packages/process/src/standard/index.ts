import { idOf } from '@keyline/kernel';
import { type Definition, namesOf } from '../definition.ts';
import type { Vocabulary } from '../vocabulary.ts';
import { contractStandard, contractWords } from './contract.ts';
import { leadStandard } from './lead.ts';
import { opportunityStandard } from './opportunity.ts';
import { opportunityWords } from './opportunity-words.ts';
import { caseWords, retentionStandard } from './retention.ts';
import { ticketStandard, ticketWords } from './ticket.ts';

export { lossReasons } from './forms.ts';
export { caseWords, contractWords, opportunityWords, ticketWords };

/** The words of every kind of record that moves by a process of the domains, by what the event log calls it. */
export const vocabularies: Readonly<Record<string, Vocabulary>> = {
  opportunity: opportunityWords,
  contract: contractWords,
  ticket: ticketWords,
  case: caseWords,
};

/** A process that every tenant has from its first day. */
export interface StandardProcess {
  /** Six characters that tell versions of standard processes apart: a changed definition gets a new code. */
  readonly code: string;
  readonly definition: Definition;
}

export const standardProcesses: readonly StandardProcess[] = [
  { code: 'pp0rt5', definition: opportunityStandard },
  { code: 'c0ntr4', definition: contractStandard },
  { code: 't1cke3', definition: ticketStandard },
  { code: '1ead01', definition: leadStandard },
  { code: 'reta1n', definition: retentionStandard },
];

/** Where in a tenant's id (`ten_` and 26 characters) that stands which the ids of its standard processes begin with. */
export const idPart = { start: 4, length: 20 } as const;

/** A standard process as the table `processes` keeps it, but for the tenant, its id, the version and the times. */
export function standardRows() {
  return standardProcesses.map(({ code, definition }) => ({
    code,
    key: definition.key,
    subject: definition.subject,
    title: definition.title,
    definition,
    ...namesOf(definition),
  }));
}

/** The id of a standard process in a tenant: always the same there, and no other tenant's. */
export function standardProcessId(tenantId: string, code: string): string {
  return idOf('process', tenantId.slice(idPart.start, idPart.start + idPart.length) + code);
}
