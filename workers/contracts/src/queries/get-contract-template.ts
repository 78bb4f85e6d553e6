import { type Example, query } from '@keyline/http';
import { idField } from '@keyline/kernel';
import { first } from '@keyline/store';
import { some } from '../problems.ts';
import { templateById } from '../records/templates.ts';
import { templateView, viewTemplate } from '../views.ts';

/** One template with its text and fields, as they are being worked on. */
export const getContractTemplate = query({
  id: 'getContractTemplate',
  path: '/v1/contract-templates/{templateId}',
  tag: 'Contract templates',
  summary: 'Get a contract template',
  permission: 'contract_templates.read',
  params: { templateId: idField('contract_template') },
  answer: { description: 'The template.', schema: templateView },
  versioned: true,
  problems: some('contract_template.not_found'),
  load: ({ params }) => ({ template: first(templateById.bind({ id: params.templateId })) }),
  required: { template: 'contract_template.not_found' },
  view: ({ loaded }) => ({ body: viewTemplate(loaded.template) }),
});

export const example: Example = {
  async request({ make }) {
    return { params: { templateId: (await make('createContractTemplate')).id } };
  },
  failures: {
    'contract_template.not_found': () => ({ params: { templateId: 'tpl_01kafxq0h3e7rvx8bm2s9t4c5d' } }),
  },
};
