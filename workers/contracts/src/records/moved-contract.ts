import { type Around, closing, moveWrites } from '@keyline/cases';
import { dayAt } from '@keyline/kernel';
import type { Moved } from '@keyline/process/engine';
import type { contracts } from '@keyline/schema';
import {
  armDeadline,
  type Bound,
  type Change,
  cancelDeadlines,
  type Moment,
  type NewRow,
  type NextNumber,
  nextNumber,
} from '@keyline/store';
import { expiryOf } from '../domain/expiry.ts';
import { fingerprintOf } from '../domain/fingerprint.ts';
import type { ContractRow } from '../views.ts';
import { contractMoving } from './contracts.ts';
import type { TemplateVersion } from './templates.ts';

/** The deadlines of a contract that is effective, and the task that the first of them opens. */
export const expiringKind = 'contract.expiring';
export const endedKind = 'contract.ended';
export const expiringTask = 'expiring';

interface Given {
  readonly moment: Moment;
  readonly timeZone: string;
  readonly around: Pick<Around, 'tasks' | 'people'>;
  readonly template: TemplateVersion | undefined;
}

/** What a transition of a contract writes: what its effects add to the record, and what then has to be watched. */
export async function movedContract(
  before: ContractRow,
  moved: Moved,
  given: Given,
): Promise<{
  readonly row: ContractRow;
  readonly changes: readonly Change[];
  readonly also: readonly Bound[];
  readonly numbers: readonly NextNumber[];
}> {
  const { moment, timeZone, around } = given;
  const { patch, numbers } = await effectsOf(before, moved, given);
  const after = { ...before, ...patch };
  const event = { type: typeOf(before, moved, after), facts: factsOf(after), patch };
  const { made, changes, also } = moveWrites(contractMoving, moment, before, moved, around, event);
  const { row } = made;
  const subject = { type: 'contract', id: row.id };
  if (row.outcome !== null) {
    const ended = closing(moment, around.tasks, [{ key: expiringTask, how: 'cancelled' }], null);
    const calledOff = [expiringKind, endedKind].map((kind) => cancelDeadlines(subject, kind));
    return {
      row,
      numbers,
      changes: [...changes, ...ended.changes],
      also: [...also, ...ended.also, ...(before.effectiveAt === null ? [] : calledOff)],
    };
  }
  const begins = before.effectiveAt === null && row.effectiveAt !== null;
  return { row, numbers, changes, also: [...also, ...(begins ? armed(row, timeZone) : [])] };
}

/** The facts by which other domains go on from an event of a contract. */
export function factsOf(row: ContractRow) {
  const { opportunityId, ownerId, value, monthlyFee, startOn, endOn, reference, filingNumber } = row;
  return { opportunityId, ownerId, value, monthlyFee, startOn, endOn, reference, filingNumber };
}

async function effectsOf(
  before: ContractRow,
  { effects, form }: Moved,
  { moment: { now }, timeZone, template }: Given,
): Promise<{ readonly patch: Partial<NewRow<typeof contracts>>; readonly numbers: readonly NextNumber[] }> {
  const year = dayAt(now, timeZone).slice(0, 4);
  const patch: Partial<Record<keyof ContractRow, unknown>> = {};
  const numbers: NextNumber[] = [];
  if (effects.includes('give_reference')) {
    patch.fingerprint = await fingerprintOf({ ...before, body: template?.body ?? '' });
    if (before.reference === null) {
      const number = nextNumber(`contract.reference/${year}`);
      patch.reference = `HD-${year}-${number.text}`;
      numbers.push(number);
    }
  }
  if (effects.includes('keep_scan')) patch.scanId = String(form.attachmentId);
  if (effects.includes('give_filing_number') && before.filingNumber === null) {
    const number = nextNumber(`contract.filing_number/${year}`, 6);
    Object.assign(patch, { filingNumber: `HT-${year}-${number.text}`, effectiveAt: now });
    numbers.push(number);
  }
  return { patch: patch as Partial<NewRow<typeof contracts>>, numbers };
}

/** What a transition is called: by what becomes of the contract, else by what was done. */
function typeOf(before: ContractRow, { kind, next }: Moved, after: ContractRow): string {
  if (before.effectiveAt === null && after.effectiveAt !== null) return 'contract.effective';
  if (next.outcome === null) return `contract.${kind}`;
  if (before.effectiveAt === null) return 'contract.cancelled';
  return next.outcome === 'expired' ? 'contract.expired' : 'contract.terminated';
}

function armed(row: ContractRow, timeZone: string): Bound[] {
  const { id, accountId, endOn, noticeDays } = row;
  if (endOn === null) return [];
  const { noticeAt, endsAt } = expiryOf({ endOn, noticeDays }, timeZone);
  const of = { worker: 'contracts', subject: { type: 'contract', id }, accountId } as const;
  return [
    armDeadline({ ...of, kind: expiringKind, dueAt: noticeAt }),
    armDeadline({ ...of, kind: endedKind, dueAt: endsAt }),
  ];
}
