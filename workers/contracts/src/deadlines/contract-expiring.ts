import { aroundLoad, opening } from '@keyline/cases';
import { deadline } from '@keyline/http';
import { fact, first, tenantSettings } from '@keyline/store';
import { expiryOf } from '../domain/expiry.ts';
import { contractById, contractMoving } from '../records/contracts.ts';
import { expiringKind, expiringTask, factsOf } from '../records/moved-contract.ts';

const title = { en: 'The contract is soon to end', 'zh-CN': '合同即将到期' };

/** The notice period of an effective contract has begun: its owner is told, and has it before him until it has ended. */
export const contractExpiring = deadline({
  kind: expiringKind,
  load: ({ subjectId: id }) => ({
    contract: first(contractById.bind({ id })),
    settings: first(tenantSettings.bind({})),
    ...aroundLoad(contractMoving, id),
  }),
  decide({ loaded: { contract, settings, people }, moment }) {
    if (contract === undefined || settings === undefined) return undefined;
    const { id, accountId, endOn, noticeDays, ownerId, stage, outcome, effectiveAt } = contract;
    if (outcome !== null || effectiveAt === null || endOn === null) return undefined;
    const { endsAt } = expiryOf({ endOn, noticeDays }, settings.timeZone);
    const of = { type: 'contract', id, accountId, about: contract.title, stage, drafters: [] };
    const parties = ownerId ? [{ userId: ownerId }] : [{ role: 'contract_manager', orgUnitId: null }];
    const task = { key: expiringTask, kind: 'upkeep', title, parties, dueAt: endsAt } as const;
    const opened = opening(moment, of, [task], people);
    const told = fact(moment, {
      type: 'contract.expiring',
      subjectType: 'contract',
      subjectId: id,
      accountId,
      data: factsOf(contract),
    });
    return { changes: opened.changes, also: opened.also, facts: [told] };
  },
});
