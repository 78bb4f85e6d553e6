import { crc32, deflateRawSync } from 'node:zlib';

/** A file of an archive, by its name. */
export type ZipContents = Readonly<Record<string, string | Uint8Array>>;

/** How an archive is otherwise than usual. */
export interface ZipOddities {
  /** As it is, not deflated. */
  readonly stored?: boolean;
  /** Flags of every entry. */
  readonly flags?: number;
}

/** A zip archive (APPNOTE.TXT 6.3) of these files. */
export function zipOf(contents: ZipContents, { stored = false, flags = 0 }: ZipOddities = {}): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, given] of Object.entries(contents)) {
    const content = Buffer.from(given as string);
    const packed = stored ? content : deflateRawSync(content);
    const label = Buffer.from(name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(flags, 2);
    common.writeUInt16LE(stored ? 0 : 8, 4);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(packed.byteLength, 14);
    common.writeUInt32LE(content.byteLength, 18);
    common.writeUInt16LE(label.byteLength, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, label, packed]);
    locals.push(local);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), common, place, label]));
    offset += local.byteLength;
  }
  const index = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(locals.length, 4);
  end.writeUInt16LE(locals.length, 6);
  end.writeUInt32LE(index.byteLength, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, index, Buffer.from('PK\x05\x06'), end]);
}

const mainTypes = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml',
};
const mainParts = { docx: 'word/document.xml', xlsx: 'xl/workbook.xml' };

/** What an office file consists of, as far as it says what it is. */
export function officeParts(kind: 'docx' | 'xlsx'): Record<string, string> {
  const part = mainParts[kind];
  return {
    '[Content_Types].xml': `<Types><Override PartName="/${part}" ContentType="${mainTypes[kind]}"/></Types>`,
    [part]: '<document/>',
  };
}
