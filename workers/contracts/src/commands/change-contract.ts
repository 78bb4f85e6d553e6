import { definitionOf, moveProblems } from '@keyline/cases';
import { command, type Example, inputError } from '@keyline/http';
import { idField } from '@keyline/kernel';
import type { contracts } from '@keyline/schema';
import { changed, first, type NewRow } from '@keyline/store';
import { type ContractPatch, changeContractBody } from '../domain/contract-input.ts';
import { some } from '../problems.ts';
import { contractMoving, contractSubject, visibleContract } from '../records/contracts.ts';
import { mergedValues } from '../records/field-values.ts';
import { keptTemplate, publishedTemplate, type TemplateVersion, templateById } from '../records/templates.ts';
import { agreedValues } from '../records/terms.ts';
import { type ContractRow, contractView, viewContract } from '../views.ts';

const contractToChange = visibleContract('contracts.update');

/** Fills a contract in, and changes it, as long as it is being drafted. */
export const changeContract = command({
  id: 'changeContract',
  method: 'PATCH',
  path: '/v1/contracts/{contractId}',
  tag: 'Contracts',
  summary: 'Fill in a contract',
  description:
    'A merge patch, `values` too: null clears. Only in the stage in which its process begins. Naming a template gives the contract the version that is published now; values of fields that it does not have go.',
  permission: 'contracts.update',
  params: { contractId: idField('contract') },
  body: changeContractBody,
  answer: { status: 200, description: 'The contract as it is now.', schema: contractView },
  problems: {
    ...some('contract.not_found', 'contract.not_drafting', 'contract_template.not_published'),
    'request.unknown_reference': moveProblems['request.unknown_reference'],
  },
  load: ({ params: { contractId: id }, body: { templateId } }) => ({
    contract: first(contractToChange.bind({ id })),
    process: first(contractMoving.statements.definition.bind({ id })),
    kept: first(keptTemplate.bind({ contractId: id })),
    chosen: templateId === undefined ? undefined : first(publishedTemplate.bind({ id: templateId })),
    named: templateId === undefined ? undefined : first(templateById.bind({ id: templateId })),
  }),
  required: { contract: 'contract.not_found' },
  versioned: 'contract',
  decide({ loaded, body, moment, refuse }) {
    const { permitted: _, ...before } = loaded.contract;
    if (before.stage !== definitionOf(loaded.process).start) return refuse('contract.not_drafting');
    if (body.templateId !== undefined && loaded.named === undefined) {
      const errors = [inputError('/templateId', 'unknown_reference')];
      return refuse('request.unknown_reference', { errors });
    }
    if (body.templateId !== undefined && loaded.chosen === undefined) {
      return refuse('contract_template.not_published');
    }
    const template = loaded.chosen ?? loaded.kept;
    const patch = patchOf(before, body, template);
    const event = { type: 'contract.changed' };
    const made = changed(moment, contractSubject, before, patch, event);
    return { changes: [made], body: viewContract(made.row) };
  },
});

/** What a patch makes of the terms; throws the problem that names what does not fit. */
function patchOf(
  before: ContractRow,
  { templateId: _, values = {}, value, monthlyFee, ...plain }: ContractPatch,
  template: TemplateVersion | undefined,
): Partial<NewRow<typeof contracts>> {
  const { startOn = before.startOn, endOn = before.endOn } = plain;
  const entered = agreedValues(mergedValues(template?.fields ?? [], before.entered, values), {
    startOn,
    endOn,
  });
  const patch: Partial<ContractRow> = {
    ...plain,
    entered,
    ...(template && { templateId: template.templateId, templateVersion: template.number }),
    ...(value !== undefined && { value: value?.amount ?? null }),
    ...(monthlyFee !== undefined && { monthlyFee: monthlyFee?.amount ?? null }),
  };
  const names = Object.keys(patch) as (keyof ContractRow)[];
  const says = (name: keyof ContractRow) => JSON.stringify(patch[name]) !== JSON.stringify(before[name]);
  return names.some(says) ? { ...patch, revision: before.revision + 1 } : {};
}

const change = { values: { bandwidth: '1 Gbit/s' }, noticeDays: 90 };
const missing = { params: { contractId: 'con_01kafxq0h3e7rvx8bm2s9t4c5d' }, body: change };

export const example: Example = {
  events: ['contract.changed'],
  async request({ make }) {
    return { params: { contractId: (await make('createContract')).id }, body: change };
  },
  failures: {
    'contract.not_found': () => missing,
    async 'contract.not_drafting'({ make }) {
      return { params: { contractId: (await make('moveContract')).id }, body: change };
    },
    async 'contract_template.not_published'({ make }) {
      const { id } = await make('createContract');
      const template = await make('createContractTemplate');
      return { params: { contractId: id }, body: { templateId: template.id } };
    },
    async 'request.unknown_reference'({ make }) {
      const { id } = await make('createContract');
      return { params: { contractId: id }, body: { templateId: 'tpl_01kafxq0h3e7rvx8bm2s9t4c5d' } };
    },
  },
};
