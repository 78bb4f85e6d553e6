import { command, type Example } from '@keyline/http';
import { idField } from '@keyline/kernel';
import { changed, first } from '@keyline/store';
import { some } from '../problems.ts';
import { templateById, templateSubject } from '../records/templates.ts';
import { templateView, viewTemplate } from '../views.ts';

/** Takes a template out of use: contracts that were made of it keep it. */
export const retireContractTemplate = command({
  id: 'retireContractTemplate',
  method: 'POST',
  path: '/v1/contract-templates/{templateId}/actions/retire',
  tag: 'Contract templates',
  summary: 'Retire a contract template',
  permission: 'contract_templates.write',
  params: { templateId: idField('contract_template') },
  answer: { status: 200, description: 'The template as it is now.', schema: templateView },
  problems: some('contract_template.not_found', 'contract_template.not_published'),
  load: ({ params }) => ({ template: first(templateById.bind({ id: params.templateId })) }),
  required: { template: 'contract_template.not_found' },
  versioned: 'template',
  decide({ loaded: { template }, moment, refuse }) {
    if (template.state !== 'published') return refuse('contract_template.not_published');
    const event = { type: 'contract_template.retired' };
    const made = changed(moment, templateSubject, template, { state: 'retired' }, event);
    return { changes: [made], body: viewTemplate(made.row) };
  },
});

export const example: Example = {
  events: ['contract_template.retired'],
  async request({ make }) {
    return { params: { templateId: (await make('publishContractTemplate')).id } };
  },
  failures: {
    'contract_template.not_found': () => ({ params: { templateId: 'tpl_01kafxq0h3e7rvx8bm2s9t4c5d' } }),
    async 'contract_template.not_published'({ make }) {
      return { params: { templateId: (await make('createContractTemplate')).id } };
    },
  },
};
