import { describe, expect, test } from 'vitest';
import { inProject } from './project.ts';
import { readSettings } from './settings.ts';

describe('settings', () => {
  test('have defaults that keep to this machine and let nobody sign up', () => {
    expect(readSettings({})).toEqual({
      directory: inProject('.data'),
      host: '127.0.0.1',
      port: 8787,
      signUp: 'closed',
      trustProxy: false,
      demo: true,
      channels: {},
    });
  });

  test('come from the environment; what is set to nothing is not set', () => {
    const chosen = {
      DATA_DIRECTORY: '/srv/keyline',
      HOST: '0.0.0.0',
      PORT: '80',
      SIGN_UP: 'open',
      TRUST_PROXY: '1',
      SMTP_URL: 'smtps://keyline:secret@mail.example.cn',
      MAIL_FROM: 'Keyline <keyline@example.cn>',
    };
    expect(readSettings(chosen)).toEqual({
      directory: '/srv/keyline',
      host: '0.0.0.0',
      port: 80,
      signUp: 'open',
      trustProxy: true,
      demo: true,
      channels: {
        SMTP_URL: 'smtps://keyline:secret@mail.example.cn',
        MAIL_FROM: 'Keyline <keyline@example.cn>',
      },
    });
    expect(readSettings({ PORT: '' }).port).toBe(8787);
  });

  test.each([
    [{ PORT: 'http' }, 'PORT=http does not fit: expected a number from 0 to 65535.'],
    [{ PORT: '65536' }, 'PORT=65536 does not fit: expected a number from 0 to 65535.'],
    [{ SIGN_UP: 'yes' }, 'SIGN_UP=yes does not fit: expected open or closed.'],
    [
      { SMTP_URL: 'https://u:secret@h' },
      'SMTP_URL=*** does not fit: expected smtps://user:password@host:465',
    ],
    [{ TRUST_PROXY: 'true' }, 'TRUST_PROXY=true does not fit: expected 0 or 1.'],
  ])('that do not fit are named in one line: %o', (environment, line) => {
    expect(() => readSettings(environment)).toThrow(line);
  });
});
