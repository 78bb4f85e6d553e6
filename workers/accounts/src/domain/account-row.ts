import { lineField } from '@keyline/kernel';
import * as v from 'valibot';
import { createAccountBody } from './account-input.ts';
import * as fields from './fields.ts';

const absent = <S extends v.GenericSchema>(schema: S) => v.exactOptional(schema);

/** An account as a row of a file gives it: other records by an id, or as people call them. */
export const accountRow = v.strictObject({
  ...createAccountBody.entries,
  name: absent(fields.nameField),
  kind: absent(fields.kindField),
  ownerId: absent(lineField(254, 'wang.lei@example.cn')),
  orgUnitId: absent(lineField(200, '高新分公司')),
  gridId: absent(lineField(200, '锦业路网格')),
  responsibleUnitId: absent(lineField(200, '高新分公司')),
  parentId: absent(lineField(200, 'boss-000001')),
});

export type AccountRow = v.InferOutput<typeof accountRow>;
