/**
 * The commonest passwords and the words that most of them are built on, lower case, in English and in pinyin,
 * with numbers that Chinese users favour (5201314 sounds like "I love you for ever").
 */
export const commonPasswords: ReadonlySet<string> = new Set(
  `
  password passwort passwd passcode passphrase secret default changeme letmein welcome login signin access hello
  helloworld testing admin administrator superuser sysadmin master manager username guest iloveyou loveyou
  sunshine princess monkey dragon football baseball superman batman pokemon shadow michael jennifer jordan charlie
  freedom whatever trustno starwars computer internet samsung google microsoft huawei qwertz azerty
  abc123 abc123456 abc1234567 abc12345678 abc123456789 abcd1234 abcd123456 a123456789 a1234567890 aa123456
  aa123456789 q123456789 qq123456789 qwe123456 qwer1234 1234qwer 123456abc 123456789a 1234567890a
  5201314 5201314520 1314520 7758521 147258369 1472583690 1234554321 1122334455 112233 123321
  woaini woaini520 woaini1314 woaini1314520 wodemima nihao zhongguo guanliyuan beijing shanghai
  yidong dianxin liantong chinamobile chinatelecom chinaunicom telecom china keyline keyaccount
  `
    .trim()
    .split(/\s+/),
);

/** Ways over the keyboard; any piece of one is as common. */
export const keyboardWalks: readonly string[] = [
  'qwertyuiopasdfghjklzxcvbnm',
  'poiuytrewqlkjhgfdsamnbvcxz',
  '1q2w3e4r5t6y7u8i9o0p',
  'q1w2e3r4t5y6u7i8o9p0',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm',
  '1qazxsw23edcvfr45tgbnhy67ujm',
  'qazwsxedcrfvtgbyhnujmikolp',
  'zaqxswcdevfrbgtnhymjukilop',
  'qweasdzxcrtyfghvbnuiojklm',
];
