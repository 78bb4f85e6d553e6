import type { Locale, Text } from '@keyline/kernel';

const open: Text = { en: 'Open the link', 'zh-CN': '打开链接' };
const closing: Text = {
  en: 'This message was sent automatically by Keyline. Please do not reply.',
  'zh-CN': '本邮件由 Keyline 系统自动发送，请勿回复。',
};

interface MailContent {
  readonly locale: Locale;
  readonly subject: string;
  readonly text: string;
  readonly link?: string | undefined;
}

/** The plain text of a mail. */
export function mailText({ locale, text, link }: MailContent): string {
  return [text, ...(link === undefined ? [] : [link]), '-- ', closing[locale]].join('\n\n').concat('\n');
}

/** The same as a page: everything that comes from outside is escaped, nothing is loaded from anywhere. */
export function mailPage({ locale, subject, text, link }: MailContent): string {
  const button =
    link === undefined
      ? ''
      : `<p style="margin:24px 0"><a href="${escaped(link)}" style="background:#0b5cad;border-radius:6px;color:#fff;display:inline-block;padding:10px 20px;text-decoration:none">${escaped(open[locale])}</a></p>
<p style="color:#555;font-size:13px;word-break:break-all">${escaped(link)}</p>
`;
  return `<!doctype html>
<html lang="${locale}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(subject)}</title></head>
<body style="background:#f4f6f8;color:#1b1f24;font:15px/1.6 -apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif;margin:0;padding:24px">
<div style="background:#fff;border-radius:8px;margin:0 auto;max-width:560px;padding:24px">
<h1 style="font-size:18px;margin:0 0 16px">${escaped(subject)}</h1>
<p style="margin:0;white-space:pre-line">${escaped(text)}</p>
${button}<p style="border-top:1px solid #e3e6ea;color:#777;font-size:12px;margin:24px 0 0;padding-top:12px">${escaped(closing[locale])}</p>
</div>
</body>
</html>
`;
}

const signs: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text inside HTML, in elements and in quoted attributes. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => signs[sign] ?? sign);
}
