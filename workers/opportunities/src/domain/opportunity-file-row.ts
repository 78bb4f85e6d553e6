import { dateField, lineField, textField } from '@keyline/kernel';
import { lossReasons } from '@keyline/process/standard';
import { type CategoryKey, categories, categoryKeys } from '@keyline/protocol';
import * as v from 'valibot';
import * as input from './opportunity-input.ts';

const absent = <S extends v.GenericSchema>(schema: S) => v.exactOptional(schema);

/** A whole number as a file writes it. */
function countIn(schema: v.GenericSchema<number, number>) {
  return v.pipe(v.union([v.string(), v.number()]), v.transform(Number), schema);
}

/** Why something was lost, as the log of another system says it. */
export const lossReasonField = v.picklist(lossReasons.map((reason) => reason.const));

/** An opportunity as a row of a file gives it: other records by an id, or as people call them. */
export const opportunityFileRow = v.strictObject({
  externalId: absent(input.externalIdField),
  accountId: absent(lineField(200, '西安市大数据服务有限公司')),
  title: absent(input.titleField),
  type: absent(input.typeField),
  category: absent(lineField(200, '云主机')),
  product: absent(lineField(200, 'GTX Pro')),
  requirement: absent(textField(2000, '三年上云')),
  stage: absent(v.picklist(['drafted', 'assigned', 'signed', 'lost'])),
  closedOn: absent(dateField),
  oneOff: absent(input.partField),
  monthly: absent(input.partField),
  termMonths: absent(countIn(input.termField)),
  probability: absent(countIn(input.probabilityField)),
  expectedCloseOn: absent(dateField),
  ownerId: absent(lineField(254, 'wang.lei@example.cn')),
  lossReason: absent(lossReasonField),
  lesson: absent(textField(2000, '报价过高，下次提前沟通')),
});

export type OpportunityFileRow = v.InferOutput<typeof opportunityFileRow>;

const byWord = new Map(
  categoryKeys.flatMap((key) => [key, ...Object.values(categories[key])].map((word) => [plain(word), key])),
);

/** The category that a text names, by its key or in either language. */
export function categoryNamed(text: string): CategoryKey | undefined {
  return byWord.get(plain(text));
}

function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_/-]/g, '');
}
