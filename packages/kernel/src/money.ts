/** Money is an integer of the currency's smallest unit (fen for CNY); never a fraction. */
export interface Money {
  readonly amount: number;
  readonly currency: 'CNY';
}

/** An amount of fen as the API writes money. */
export function fen(amount: number): Money {
  return { amount, currency: 'CNY' };
}
