import { isStopped, moveLoad, moveProblems, tryMove } from '@keyline/cases';
import { command, type Example, inputError } from '@keyline/http';
import { idField } from '@keyline/kernel';
import { actionNameField } from '@keyline/process';
import { first, tenantSettings } from '@keyline/store';
import * as v from 'valibot';
import { otherAdministrator, someTerms } from '../domain/example-contract.ts';
import { some } from '../problems.ts';
import { guardOf } from '../records/contract-guards.ts';
import { attachmentOfContract, contractMoving, mustHangOn, visibleContract } from '../records/contracts.ts';
import { movedContract } from '../records/moved-contract.ts';
import { keptTemplate } from '../records/templates.ts';
import { contractView, viewContract } from '../views.ts';

const contractToMove = visibleContract('contracts.act');

/** Does one action of a contract: whatever its process offers in its stage to whoever asks. */
export const moveContract = command({
  id: 'moveContract',
  method: 'POST',
  path: '/v1/contracts/{contractId}/actions/{action}',
  tag: 'Contracts',
  summary: 'Act on a contract',
  description:
    'By the standard process: `submit`, `approve`, `send-back`, `withdraw`, `add-reviewer`, `upload-signed` (a file attached to this contract), `confirm`, `return-scan`, `return-text`, `terminate`, `cancel`. `GET /v1/contracts/{contractId}/actions` lists them with the JSON Schema of each form, and why the rest is not allowed.',
  permission: 'contracts.act',
  params: { action: actionNameField('submit'), contractId: idField('contract') },
  body: v.pipe(v.record(v.string(), v.unknown()), v.metadata({ examples: [{}] })),
  answer: { status: 200, description: 'The contract as it is now.', schema: contractView },
  problems: { ...some('contract.not_found'), ...moveProblems },
  load: ({ params: { contractId: id }, body }) => ({
    contract: first(contractToMove.bind({ id })),
    template: first(keptTemplate.bind({ contractId: id })),
    settings: first(tenantSettings.bind({})),
    scan:
      typeof body.attachmentId === 'string'
        ? first(attachmentOfContract.bind({ id: body.attachmentId, contractId: id }))
        : undefined,
    ...moveLoad(contractMoving, id, body),
  }),
  required: { contract: 'contract.not_found' },
  versioned: 'contract',
  async decide({ loaded, params: { action }, body, actor, moment, refuse }) {
    const { permitted: _, ...before } = loaded.contract;
    const { template, settings, scan, acting, users } = loaded;
    if (settings === undefined) throw new Error('a tenant without itself');
    const by = { caller: actor, acting, users };
    const guard = guardOf(before, template);
    const moved = await tryMove(contractMoving, before, loaded, { action, form: body, by, guard }, moment);
    if (isStopped(moved)) return moved;
    const keepsScan = moved.effects.includes('keep_scan');
    if (keepsScan && scan === undefined) {
      const errors = [inputError('/attachmentId', 'unknown_reference')];
      return refuse('request.unknown_reference', { errors });
    }
    const { timeZone } = settings;
    const { row, ...writes } = await movedContract(before, moved, {
      moment,
      timeZone,
      around: loaded,
      template,
    });
    const musts = keepsScan && scan ? [mustHangOn.bind({ id: scan.id, contractId: before.id })] : [];
    return { ...writes, musts, body: viewContract(row) };
  },
});

const missing = { contractId: 'con_01kafxq0h3e7rvx8bm2s9t4c5d', action: 'cancel' };
const reason = { reason: '客户取消' };

export const example: Example = {
  events: ['contract.cancelled', 'task.done'],
  async request({ make }) {
    return { params: { action: 'cancel', contractId: (await make('createContract')).id }, body: reason };
  },
  failures: {
    'contract.not_found': () => ({ params: missing, body: reason }),
    async 'action.unknown'({ make }) {
      return { params: { action: 'sing', contractId: (await make('createContract')).id }, body: {} };
    },
    async 'action.not_possible'({ make }) {
      return { params: { action: 'confirm', contractId: (await make('createContract')).id }, body: {} };
    },
    async 'action.not_yours'({ make, run, colleague }) {
      const account = await make('createAccount');
      const template = await make('publishContractTemplate');
      const ownerId = (await colleague()).id;
      const body = { accountId: account.id, templateId: template.id, ...someTerms, ownerId };
      const { id } = await run('createContract', { body });
      return { params: { action: 'submit', contractId: id }, body: {} };
    },
    async 'request.unknown_reference'(given) {
      const headers = await otherAdministrator(given);
      const params = { contractId: (await given.make('createContract')).id };
      await given.run('moveContract', { params: { ...params, action: 'submit' }, body: {} });
      const body = { userId: 'usr_01kafxq0h3e7rvx8bm2s9t4c5d' };
      return { params: { ...params, action: 'add-reviewer' }, body, headers };
    },
  },
};
