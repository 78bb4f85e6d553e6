import type { Route } from '../domain/route.ts';

/** A contract is in force: its owner hears of it, and who made it. */
export const contractEffective: Route = {
  to: 'contract_parties',
  inbox: {
    title: { en: 'In force: {about}', 'zh-CN': '合同已生效：{about}' },
    text: {
      en: 'The contract with {account} was filed as {number}.',
      'zh-CN': '与客户“{account}”的合同已归档，合同编号 {number}。',
    },
  },
};

/** The notice period of a contract has begun: its owner hears of it. */
export const contractExpiring: Route = {
  to: 'contract_owner',
  inbox: {
    title: { en: 'Soon to end: {about}', 'zh-CN': '合同即将到期：{about}' },
    text: {
      en: 'The contract with {account} ({number}) ends on {endOn}.',
      'zh-CN': '与客户“{account}”的合同（{number}）将于 {endOn} 到期。',
    },
  },
  sms: {
    en: 'Keyline: the contract {about} ends on {endOn}.',
    'zh-CN': '【Keyline】合同“{about}”将于 {endOn} 到期，请及时处理。',
  },
};

/** A contract was given up before it was in force: its owner hears of it. */
export const contractCancelled: Route = {
  to: 'contract_owner',
  inbox: {
    title: { en: 'Given up: {about}', 'zh-CN': '合同已作废：{about}' },
    text: {
      en: '{actor} gave up the contract with {account}: {reason}',
      'zh-CN': '{actor}已作废与客户“{account}”的合同：{reason}',
    },
  },
};

/** A contract was ended before its time: its owner hears of it. */
export const contractTerminated: Route = {
  to: 'contract_owner',
  inbox: {
    title: { en: 'Ended early: {about}', 'zh-CN': '合同已终止：{about}' },
    text: {
      en: '{actor} ended the contract with {account}: {reason}',
      'zh-CN': '{actor}已终止与客户“{account}”的合同：{reason}',
    },
  },
};
