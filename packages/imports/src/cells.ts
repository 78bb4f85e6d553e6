import type { Text } from '@keyline/kernel';

/** How the text of a cell becomes a value. */
export type Cell =
  | { readonly type: 'text' }
  /** Yuan with at most two decimals; becomes money in fen. */
  | { readonly type: 'money' }
  | { readonly type: 'flag' }
  /** Several values in one cell. */
  | { readonly type: 'list'; readonly choices?: Choices }
  /** One of the words, or its label in either language. */
  | { readonly type: 'choice'; readonly choices: Choices };

export type Choices = Readonly<Record<string, Text>>;

/** A cell as a value, or the code of what is wrong with it. */
export type Converted = { readonly value: unknown } | { readonly code: string };

const yes = new Set(['true', 'yes', 'y', '1', '是', '√', '对']);
const no = new Set(['false', 'no', 'n', '0', '否', '×', '错']);

/** Converts the trimmed text of a cell that is not empty. Words that are no choice are left to the schema. */
export function convert(cell: Cell, text: string): Converted {
  switch (cell.type) {
    case 'text':
      return { value: text };
    case 'money':
      return moneyOf(text);
    case 'flag': {
      const word = text.toLowerCase();
      if (yes.has(word) || no.has(word)) return { value: yes.has(word) };
      return { code: 'cell.flag' };
    }
    case 'list': {
      const parts = text.split(/[;；、|\n]/).map((part) => part.trim());
      return { value: parts.filter((part) => part !== '').map((part) => chosen(cell.choices, part)) };
    }
    case 'choice':
      return { value: chosen(cell.choices, text) };
  }
}

function moneyOf(text: string): Converted {
  const plain = text.normalize('NFKC').replace(/^[¥￥]\s*|\s*元$|(?<=\d),(?=\d{3}(?!\d))/g, '');
  const [, yuan, cents = ''] = /^(\d{1,13})(?:\.(\d{1,2}))?$/.exec(plain) ?? [];
  if (yuan === undefined) return { code: 'cell.money' };
  return { value: { amount: Number(yuan) * 100 + Number(cents.padEnd(2, '0')), currency: 'CNY' } };
}

function chosen(choices: Choices | undefined, text: string): string {
  if (choices === undefined || text in choices) return text;
  const wanted = text.normalize('NFKC').toLowerCase();
  const found = Object.entries(choices).find(
    ([key, label]) =>
      key.toLowerCase() === wanted || Object.values(label).some((word) => word.toLowerCase() === wanted),
  );
  return found?.[0] ?? text;
}
