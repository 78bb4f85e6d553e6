import { type Locale, negotiateLocale, type Text } from '@keyline/kernel';

/** What one page says and asks for. */
interface LinkPage {
  readonly title: Text;
  readonly intro: Text;
  /** Where its form goes, and what the password is called there. */
  readonly api: string;
  readonly password: string;
  readonly asksName: boolean;
  readonly done: Text;
}

/** The pages to which the links in mails lead, by their paths. */
const pages: ReadonlyMap<string, LinkPage> = new Map([
  [
    '/accept-invitation',
    {
      title: { en: 'Welcome to Keyline', 'zh-CN': '欢迎加入 Keyline' },
      intro: {
        en: 'Choose a password to accept the invitation. The link is good once.',
        'zh-CN': '请设置密码以接受邀请。链接仅可使用一次。',
      },
      api: '/v1/auth/invitations/accept',
      password: 'password',
      asksName: true,
      done: {
        en: 'Your account is ready. You can sign in now with your e-mail address and the new password.',
        'zh-CN': '账号已启用。您现在可以使用邮箱和新密码登录。',
      },
    },
  ],
  [
    '/set-password',
    {
      title: { en: 'Set a new password', 'zh-CN': '设置新密码' },
      intro: {
        en: 'The link is good once, and for 30 minutes. All your sessions end when the password is set.',
        'zh-CN': '链接仅可使用一次，30 分钟内有效。设置成功后，您的所有登录将失效。',
      },
      api: '/v1/auth/password-reset/confirm',
      password: 'newPassword',
      asksName: false,
      done: {
        en: 'The new password counts from now on. Sign in with it.',
        'zh-CN': '新密码已生效，请使用新密码登录。',
      },
    },
  ],
]);

const words = {
  name: {
    en: 'Your name (leave it empty to keep the one you were invited by)',
    'zh-CN': '姓名（留空则沿用邀请中的姓名）',
  },
  password: { en: 'New password', 'zh-CN': '新密码' },
  again: { en: 'The same again', 'zh-CN': '再次输入新密码' },
  send: { en: 'Set the password', 'zh-CN': '确定' },
  differs: { en: 'The two passwords differ.', 'zh-CN': '两次输入的密码不一致。' },
  incomplete: {
    en: 'The link is not complete. Open it from the mail once more, or copy the whole of it.',
    'zh-CN': '链接不完整。请从邮件中重新打开，或复制完整链接。',
  },
  unreachable: {
    en: 'Keyline cannot be reached just now. Nothing was changed; please try again.',
    'zh-CN': '暂时无法连接 Keyline，未做任何更改，请重试。',
  },
  script: {
    en: 'This page needs JavaScript: the link is read here, and sent nowhere before you say so.',
    'zh-CN': '此页面需要启用 JavaScript：链接仅在本页读取，在您确认前不会发送。',
  },
} satisfies Readonly<Record<string, Text>>;

/** The script and the style sheet are files of this origin; nothing else is loaded, and nothing is sent elsewhere. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const headers = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': policy,
  'Cache-Control': 'no-cache',
  'Cross-Origin-Opener-Policy': 'same-origin',
  // Whoever is asked next must not learn that a link was opened.
  'Referrer-Policy': 'no-referrer',
  'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
  Vary: 'Accept-Language',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
};

/**
 * The page of a link in a mail, in the reader's language; undefined where there is none. Its script reads the token from
 * behind the `#`, which no server has seen, and posts it with the form.
 */
export function linkPage(request: Request): Response | undefined {
  const page = pages.get(new URL(request.url).pathname);
  if (page === undefined || (request.method !== 'GET' && request.method !== 'HEAD')) return undefined;
  const locale = negotiateLocale(request.headers.get('Accept-Language'));
  const body = request.method === 'HEAD' ? null : html(page, locale);
  return new Response(body, { headers: { ...headers, 'Content-Language': locale } });
}

function html(page: LinkPage, locale: Locale): string {
  const name = `<label for="name">${words.name[locale]}</label>
        <input id="name" name="name" autocomplete="name" maxlength="100" />
        `;
  return `<!doctype html>
<html lang="${locale}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${page.title[locale]} · Keyline</title>
    <link rel="stylesheet" href="/index.css" />
    <link rel="stylesheet" href="/link-page.css" />
    <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
    <script src="/link-page.js" defer></script>
  </head>
  <body>
    <main>
      <h1>${page.title[locale]}</h1>
      <p id="intro">${page.intro[locale]}</p>
      <noscript><p class="fault">${words.script[locale]}</p></noscript>
      <form id="form" data-api="${page.api}" data-password="${page.password}" hidden>
        ${page.asksName ? name : ''}<label for="password">${words.password[locale]}</label>
        <input id="password" name="password" type="password" autocomplete="new-password" maxlength="200" required />
        <label for="again">${words.again[locale]}</label>
        <input id="again" name="again" type="password" autocomplete="new-password" maxlength="200" required />
        <button id="send">${words.send[locale]}</button>
      </form>
      <div id="faults" class="fault" role="alert" hidden></div>
      <p id="done" class="done" role="status" hidden>${page.done[locale]}</p>
      <template id="differs">${words.differs[locale]}</template>
      <template id="incomplete">${words.incomplete[locale]}</template>
      <template id="unreachable">${words.unreachable[locale]}</template>
    </main>
  </body>
</html>
`;
}
