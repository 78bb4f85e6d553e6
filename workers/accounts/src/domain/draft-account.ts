import { newAccountFields } from './account-fields.ts';
import { newContactFields } from './contact-fields.ts';

/** What is known of the customer. */
interface Known {
  readonly name: string;
  readonly source: string;
  readonly contactName?: string;
  readonly phone?: string;
  readonly ownerId: string | null;
  readonly orgUnitId: string | null;
}

/**
 * A draft of a customer of whom little more than a name is known: an enterprise, as most are, until whoever confirms it
 * says otherwise.
 */
export function draftAccountFields({ name, source, ownerId, orgUnitId }: Known) {
  const given = { name, kind: 'enterprise', ownerId, orgUnitId, source } as const;
  return { ...newAccountFields(given, null), state: 'draft' } as const;
}

const chineseMobile = /^(?:\+?86)?1[3-9][0-9]{9}$/;

/** Whom to call there; undefined where no number is known. */
export function draftContactFields({
  name,
  contactName,
  phone,
}: Pick<Known, 'name' | 'contactName' | 'phone'>) {
  if (!phone) return undefined;
  const channel = chineseMobile.test(phone.replace(/[ ()-]/g, '')) ? { mobile: phone } : { phone };
  return newContactFields({ name: contactName ?? name.slice(0, 100), ...channel });
}
