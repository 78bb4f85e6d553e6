import { type Example, list } from '@keyline/http';
import { choiceField } from '@keyline/kernel';
import { contractTemplateStates, contractTemplates } from '@keyline/schema';
import { templateSummaryRow } from '../records/templates.ts';
import { templateSummary, viewTemplateSummary } from '../views.ts';

/** The library of templates, without their texts. */
export const listContractTemplates = list({
  id: 'listContractTemplates',
  path: '/v1/contract-templates',
  tag: 'Contract templates',
  summary: 'List contract templates',
  permission: 'contract_templates.read',
  shape: {
    table: contractTemplates,
    row: templateSummaryRow,
    permission: 'contract_templates.read',
    id: contractTemplates.id,
    sorts: {
      createdAt: { column: contractTemplates.createdAt, index: 'contract_templates_by_created_at' },
    },
    filters: { state: { column: contractTemplates.state, test: 'any' } },
  },
  filters: { state: choiceField(contractTemplateStates) },
  defaultOrder: '-createdAt',
  sorts: ['createdAt'],
  item: templateSummary,
  view: (row) => viewTemplateSummary(row),
});

export const example: Example = {
  async request({ make }) {
    await make('createContractTemplate');
    return { query: { state: 'draft' } };
  },
};
