import { command, type Example } from '@keyline/http';
import { idField } from '@keyline/kernel';
import { contractTemplateVersions } from '@keyline/schema';
import { changed, first, insert } from '@keyline/store';
import { some } from '../problems.ts';
import { templateById, templateSubject } from '../records/templates.ts';
import { templateView, viewTemplate } from '../views.ts';

/** Publishes what a template says now as its next version, of which contracts are made from then on. */
export const publishContractTemplate = command({
  id: 'publishContractTemplate',
  method: 'POST',
  path: '/v1/contract-templates/{templateId}/actions/publish',
  tag: 'Contract templates',
  summary: 'Publish a contract template',
  description: 'A retired template comes back by it.',
  permission: 'contract_templates.write',
  params: { templateId: idField('contract_template') },
  answer: { status: 200, description: 'The template as it is now.', schema: templateView },
  problems: some('contract_template.not_found', 'contract_template.nothing_new'),
  load: ({ params }) => ({ template: first(templateById.bind({ id: params.templateId })) }),
  required: { template: 'contract_template.not_found' },
  versioned: 'template',
  decide({ loaded: { template }, moment, refuse }) {
    const { id, name, body, fields, state, publishedVersion, hasChanges } = template;
    if (state === 'published' && !hasChanges) {
      return refuse('contract_template.nothing_new', { values: { number: publishedVersion } });
    }
    const number = hasChanges ? (publishedVersion ?? 0) + 1 : (publishedVersion ?? 1);
    const patch = { state: 'published', publishedVersion: number, hasChanges: false } as const;
    const event = { type: 'contract_template.published' };
    const made = changed(moment, templateSubject, template, patch, event);
    const kept = { templateId: id, number, name, body, fields, publishedAt: moment.now };
    const also = hasChanges ? [insert(contractTemplateVersions, kept)] : [];
    return { changes: [made], also, body: viewTemplate(made.row) };
  },
});

export const example: Example = {
  events: ['contract_template.published'],
  async request({ make }) {
    return { params: { templateId: (await make('createContractTemplate')).id } };
  },
  failures: {
    'contract_template.not_found': () => ({ params: { templateId: 'tpl_01kafxq0h3e7rvx8bm2s9t4c5d' } }),
    async 'contract_template.nothing_new'({ make }) {
      return { params: { templateId: (await make('publishContractTemplate')).id } };
    },
  },
};
