import { lineField } from '@keyline/kernel';
import * as v from 'valibot';
import { createUserBody, scopes } from './user-input.ts';

const absent = <S extends v.GenericSchema>(schema: S) => v.exactOptional(schema);

/** A role by its key or id, and where it is held: `account_manager:own`; without a scope in its default ones. */
const heldRole = v.pipe(
  v.string(),
  v.maxLength(80),
  v.transform((text) => {
    const [role = '', scope] = text.split(':').map((part) => part.trim());
    return { role, ...(scope !== undefined && { scope }) };
  }),
  v.strictObject({ role: v.pipe(v.string(), v.minLength(1)), scope: absent(v.picklist(scopes)) }),
);

/** A user as a row of a file gives him: his unit by an id or its name. Nobody gets a password by a file. */
export const userRow = v.strictObject({
  externalId: absent(lineField(100, 'E-10086')),
  name: absent(createUserBody.entries.name),
  email: absent(createUserBody.entries.email),
  mobile: absent(v.unwrap(createUserBody.entries.mobile)),
  locale: absent(v.unwrap(createUserBody.entries.locale)),
  orgUnitId: absent(lineField(200, '高新分公司')),
  roles: absent(v.pipe(v.array(heldRole), v.maxLength(50))),
});

export type UserRow = v.InferOutput<typeof userRow>;
