import { type Example, query } from '@keyline/http';
import { idField } from '@keyline/kernel';
import { first, tenantSettings } from '@keyline/store';
import { contractText } from '../domain/contract-text.ts';
import { someTerms } from '../domain/example-contract.ts';
import { fingerprintOf } from '../domain/fingerprint.ts';
import { some } from '../problems.ts';
import { visibleContract } from '../records/contracts.ts';
import { keptTemplate } from '../records/templates.ts';

const contractToPrint = visibleContract('contracts.read');

const type = 'text/html; charset=utf-8';

/** Nothing of the page runs, and nothing is fetched for it. */
const headers = {
  'Content-Type': type,
  'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox allow-modals",
  'X-Content-Type-Options': 'nosniff',
};

/** The text of a contract with everything in its place, ready to be printed and signed. */
export const getContractDocument = query({
  id: 'getContractDocument',
  path: '/v1/contracts/{contractId}/document',
  tag: 'Contracts',
  summary: 'Print a contract',
  description:
    'HTML in the language of the tenant: its template with the values in their places. Reference, version and fingerprint (SHA-256 of what is agreed) stand on every printed page.',
  permission: 'contracts.read',
  params: { contractId: idField('contract') },
  answer: { description: 'A page to print.', files: ['text/html'] },
  problems: some('contract.not_found', 'contract.template_missing'),
  load: ({ params: { contractId } }) => ({
    contract: first(contractToPrint.bind({ id: contractId })),
    template: first(keptTemplate.bind({ contractId })),
    settings: first(tenantSettings.bind({})),
  }),
  required: { contract: 'contract.not_found' },
  async view({ loaded: { contract, template, settings }, refuse }) {
    if (template === undefined) return refuse('contract.template_missing');
    const locale = settings?.locale ?? 'zh-CN';
    const agreed = { ...contract, body: template.body };
    const { title, reference, filingNumber, revision } = contract;
    const fingerprint = await fingerprintOf(agreed);
    const isReviewed = contract.fingerprint === fingerprint;
    const marks = { title, reference, filingNumber, revision, fingerprint, isReviewed };
    // Markdown is read by few requests of this Worker.
    const { documentPage } = await import('../domain/document-page.ts');
    return { text: documentPage(contractText(agreed, template.fields, locale), marks, locale), headers };
  },
});

export const example: Example = {
  async request({ make }) {
    return { params: { contractId: (await make('createContract')).id } };
  },
  failures: {
    'contract.not_found': () => ({ params: { contractId: 'con_01kafxq0h3e7rvx8bm2s9t4c5d' } }),
    async 'contract.template_missing'({ make, run }) {
      const { values: _, ...terms } = someTerms;
      const account = await make('createAccount');
      const { id } = await run('createContract', { body: { accountId: account.id, ...terms } });
      return { params: { contractId: id } };
    },
  },
};
