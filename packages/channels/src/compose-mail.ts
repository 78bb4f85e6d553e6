import { base64Of, headerText } from './encoded-words.ts';

/** One e-mail. */
export interface Mail {
  /** The same at every attempt: becomes the Message-ID, by which servers and people know repeats. */
  readonly id: string;
  readonly from: { readonly name: string; readonly address: string };
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** A whole document; whoever makes it has escaped what came from outside. */
  readonly html: string;
  /** When it is sent, milliseconds. */
  readonly at: number;
  /** `en`, `zh-CN` */
  readonly language: string;
}

/**
 * The message as it goes over the wire (RFC 5322, RFC 2046): text and HTML as alternatives, both UTF-8 in base64, so
 * that no line is too long and none begins with a dot.
 */
export function composeMail(mail: Mail): string {
  const { from, to, subject, text, html, id, at, language } = mail;
  const domain = from.address.slice(from.address.lastIndexOf('@') + 1);
  const boundary = `=_${id}`;
  const part = (type: string, content: string) => [
    `--${boundary}`,
    `Content-Type: ${type}; charset=utf-8`,
    'Content-Transfer-Encoding: base64',
    '',
    ...(base64Of(content).match(/.{1,76}/g) ?? []),
  ];
  const lines = [
    `From: ${headerText(from.name)}\r\n <${from.address}>`,
    `To: <${to}>`,
    `Subject: ${headerText(subject)}`,
    `Date: ${new Date(at).toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <${id}@${domain}>`,
    `Content-Language: ${language}`,
    'Auto-Submitted: auto-generated',
    'MIME-Version: 1.0',
    'Content-Type: multipart/alternative;',
    ` boundary="${boundary}"`,
    '',
    ...part('text/plain', text),
    ...part('text/html', html),
    `--${boundary}--`,
    '',
  ];
  return lines.join('\r\n');
}
