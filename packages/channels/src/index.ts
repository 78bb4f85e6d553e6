export { composeMail, type Mail } from './compose-mail.ts';
export { type MailServer, parseMailServer } from './mail-server.ts';
export type { Outcome } from './outcome.ts';
export { postWebhook } from './post-webhook.ts';
export { sendMail } from './send-mail.ts';
export { type SmsGateway, sendSms } from './send-sms.ts';
export type { Connect, Connection } from './sockets.ts';
