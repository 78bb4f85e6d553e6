import { command, type Example } from '@keyline/http';
import { newId } from '@keyline/kernel';
import { created, first } from '@keyline/store';
import { someTemplateBody } from '../domain/example-contract.ts';
import { createTemplateBody } from '../domain/template-input.ts';
import { some } from '../problems.ts';
import { templateErrors } from '../records/template-checks.ts';
import { templateByName, templateSubject } from '../records/templates.ts';
import { templateView, viewTemplate } from '../views.ts';

/** Drafts a template of the library. */
export const createContractTemplate = command({
  id: 'createContractTemplate',
  method: 'POST',
  path: '/v1/contract-templates',
  tag: 'Contract templates',
  summary: 'Draft a contract template',
  description: 'Contracts are made of it once it is published.',
  permission: 'contract_templates.write',
  body: createTemplateBody,
  answer: { status: 201, description: 'The template.', schema: templateView },
  problems: some('contract_template.name_taken', 'contract_template.unfit'),
  load: ({ body: { name } }) => ({ namesake: first(templateByName.bind({ name })) }),
  decide({ loaded, body, moment, refuse }) {
    const { name } = body;
    if (loaded.namesake) return refuse('contract_template.name_taken', { values: { name } });
    const errors = templateErrors(body.body, body.fields);
    if (errors.length > 0) return refuse('contract_template.unfit', { errors });
    const id = newId('contract_template');
    const standing = { state: 'draft', publishedVersion: null, hasChanges: true } as const;
    const event = { type: 'contract_template.created' };
    const made = created(moment, templateSubject, { id, ...body, ...standing }, event);
    return { changes: [made], body: viewTemplate(made.row), location: `/v1/contract-templates/${id}` };
  },
});

export const example: Example = {
  events: ['contract_template.created'],
  request: ({ serial }) => ({ body: someTemplateBody(serial) }),
  failures: {
    async 'contract_template.name_taken'({ make, serial }) {
      const { name } = await make('createContractTemplate');
      return { body: { ...someTemplateBody(serial), name } };
    },
    'contract_template.unfit': ({ serial }) => ({
      body: { ...someTemplateBody(serial), body: '甲方：{{nobody}}' },
    }),
  },
};
