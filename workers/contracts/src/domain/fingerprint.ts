import type { FieldValue } from '@keyline/schema';

/** What was filled in, by the names of the fields. */
export type FieldValues = Readonly<Record<string, FieldValue>>;

/** What of a contract is agreed: its text and what stands in it. */
export interface Agreed {
  readonly templateId: string | null;
  readonly templateVersion: number | null;
  readonly body: string;
  readonly title: string;
  readonly customerName: string;
  readonly entered: FieldValues;
  readonly value: number | null;
  readonly monthlyFee: number | null;
  readonly startOn: string | null;
  readonly endOn: string | null;
}

/**
 * The SHA-256 of what is agreed, in hexadecimal digits: of a JSON list in the order of `Agreed`, values by their
 * names. It is the same however the text is laid out.
 */
export async function fingerprintOf(agreed: Agreed): Promise<string> {
  const { templateId, templateVersion, body, title, customerName, entered } = agreed;
  const { value, monthlyFee, startOn, endOn } = agreed;
  const values = Object.entries(entered).toSorted(([one], [other]) => (one < other ? -1 : 1));
  const list = [
    templateId,
    templateVersion,
    body,
    title,
    customerName,
    values,
    value,
    monthlyFee,
    startOn,
    endOn,
  ];
  const bytes = new TextEncoder().encode(JSON.stringify(list));
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
