import { choiceField, emailField, idField, lineField, phoneField, textField } from '@keyline/kernel';
import * as v from 'valibot';

export const partnerKinds = ['agent', 'supplier', 'consultancy'] as const;
export const partnerStates = ['candidate', 'active', 'suspended', 'ended'] as const;
export type PartnerState = (typeof partnerStates)[number];

const cleared = <S extends v.GenericSchema>(schema: S) => v.exactOptional(v.nullable(schema));

const optionalFields = {
  ownerId: v.exactOptional(
    v.nullable(v.pipe(idField('user'), v.description('The user in charge; who adds it when absent.'))),
  ),
  orgUnitId: cleared(idField('org_unit')),
  contactName: cleared(lineField(100, '孙丽')),
  phone: cleared(phoneField),
  email: cleared(emailField),
  note: cleared(textField(2000, '主营写字楼宽带')),
};

export const createPartnerBody = v.strictObject({
  name: lineField(100, '西安卓越通信代理'),
  kind: choiceField(partnerKinds),
  ...optionalFields,
});

export const changePartnerBody = v.pipe(
  v.strictObject({
    name: v.exactOptional(lineField(100, '西安卓越通信代理')),
    kind: v.exactOptional(choiceField(partnerKinds)),
    ...optionalFields,
  }),
  v.check((body) => Object.keys(body).length > 0, 'nothing_to_change'),
  v.metadata({ examples: [{ contactName: '孙丽' }] }),
);

/** Where each action leads from each state; absent: it is not possible there. */
export const partnerMoves = {
  activate: { candidate: 'active', suspended: 'active' },
  suspend: { active: 'suspended' },
  end: { candidate: 'ended', active: 'ended', suspended: 'ended' },
} as const satisfies Readonly<Record<string, Partial<Record<PartnerState, PartnerState>>>>;

export type PartnerMove = keyof typeof partnerMoves;

/** The state that the action leads to; undefined when it is not possible from this one. */
export function stateAfter(move: PartnerMove, state: PartnerState): PartnerState | undefined {
  const moves: Partial<Record<PartnerState, PartnerState>> = partnerMoves[move];
  return moves[state];
}
