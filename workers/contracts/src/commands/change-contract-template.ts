import { command, type Example } from '@keyline/http';
import { idField } from '@keyline/kernel';
import { changed, first } from '@keyline/store';
import { changeTemplateBody } from '../domain/template-input.ts';
import { some } from '../problems.ts';
import { templateErrors } from '../records/template-checks.ts';
import { templateById, templateByName, templateSubject } from '../records/templates.ts';
import { templateView, viewTemplate } from '../views.ts';

/** Changes a template: what was published stays as it is until the next publication. */
export const changeContractTemplate = command({
  id: 'changeContractTemplate',
  method: 'PATCH',
  path: '/v1/contract-templates/{templateId}',
  tag: 'Contract templates',
  summary: 'Change a contract template',
  description:
    'A merge patch; `fields` is replaced as a whole. Contracts keep the version that they were made of, and new ones get what was published last.',
  permission: 'contract_templates.write',
  params: { templateId: idField('contract_template') },
  body: changeTemplateBody,
  answer: { status: 200, description: 'The template as it is now.', schema: templateView },
  problems: some('contract_template.not_found', 'contract_template.name_taken', 'contract_template.unfit'),
  load: ({ params, body }) => ({
    template: first(templateById.bind({ id: params.templateId })),
    namesake: body.name === undefined ? undefined : first(templateByName.bind({ name: body.name })),
  }),
  required: { template: 'contract_template.not_found' },
  versioned: 'template',
  decide({ loaded: { template, namesake }, body, moment, refuse }) {
    if (namesake && namesake.id !== template.id) {
      return refuse('contract_template.name_taken', { values: { name: body.name } });
    }
    const errors = templateErrors(body.body ?? template.body, body.fields ?? template.fields);
    if (errors.length > 0) return refuse('contract_template.unfit', { errors });
    const event = { type: 'contract_template.changed' };
    const made = changed(moment, templateSubject, template, { ...body, hasChanges: true }, event);
    return { changes: [made], body: viewTemplate(made.row) };
  },
});

const missing = 'tpl_01kafxq0h3e7rvx8bm2s9t4c5d';

export const example: Example = {
  events: ['contract_template.changed'],
  async request({ make, serial }) {
    const { id } = await make('createContractTemplate');
    return { params: { templateId: id }, body: { name: `云主机业务合同 ${serial}` } };
  },
  failures: {
    'contract_template.not_found': () => ({ params: { templateId: missing }, body: { name: '云主机' } }),
    async 'contract_template.name_taken'({ make }) {
      const [one, other] = [await make('createContractTemplate'), await make('createContractTemplate')];
      return { params: { templateId: one.id }, body: { name: other.name } };
    },
    async 'contract_template.unfit'({ make }) {
      const { id } = await make('createContractTemplate');
      return { params: { templateId: id }, body: { fields: [] } };
    },
  },
};
