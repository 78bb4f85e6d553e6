import type { AttachmentKind } from '@keyline/schema';

const extensions: Readonly<Record<AttachmentKind, readonly [string, ...string[]]>> = {
  pdf: ['pdf'],
  jpeg: ['jpg', 'jpeg', 'jpe'],
  png: ['png'],
  docx: ['docx'],
  xlsx: ['xlsx'],
};

/** Characters of the longest name, with its ending. */
const longest = 200;

/**
 * The name under which a file of this kind is kept: without folders, without characters that break lines or turn the
 * direction of writing, and with an ending that says what it is.
 */
export function fileNameFor(given: string, kind: AttachmentKind): string {
  const [last = ''] = given.toWellFormed().normalize('NFC').split(/[/\\]/).slice(-1);
  const shown = last
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/^[\s.]+|[\s.]+$/g, '');
  const [, stem = shown, ending] = /^(.+)\.([^.]+)$/.exec(shown) ?? [];
  const known = extensions[kind];
  const fits = ending !== undefined && known.includes(ending.toLowerCase());
  const end = fits ? ending : known[0];
  const name = Array.from(fits ? stem : shown || 'attachment').slice(0, longest - 1 - end.length);
  return `${name.join('')}.${end}`;
}

const contentTypes: Readonly<Record<AttachmentKind, string>> = {
  pdf: 'application/pdf',
  jpeg: 'image/jpeg',
  png: 'image/png',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

export function contentTypeOf(kind: AttachmentKind): string {
  return contentTypes[kind];
}

export const attachmentContentTypes = Object.values(contentTypes);
