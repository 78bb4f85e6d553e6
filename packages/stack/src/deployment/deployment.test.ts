import { describe, expect, test } from 'vitest';
import { makeTokenKey, tokenKeyVariables } from '../keys.ts';
import { type Deployment, secretsOf, variablesOf } from './deploy.ts';
import { readDeploymentSecrets } from './secrets.ts';

const tokenKey = makeTokenKey();
const url = 'libsql://keyline.example.turso.io';
const environment = {
  CLOUDFLARE_API_TOKEN: 'cf',
  DATABASE_AUTH_TOKEN: 'db',
  TOKEN_PRIVATE_KEY: JSON.stringify(tokenKey),
  SEAL_KEY: 's'.repeat(32),
  LINK_KEY: 'l'.repeat(32),
};

describe('the secrets of a deployment', () => {
  test('come from the environment', () => {
    expect(readDeploymentSecrets(url, environment)).toEqual({
      databaseAuthToken: 'db',
      tokenKey,
      sealKey: environment.SEAL_KEY,
      linkKey: environment.LINK_KEY,
      channels: {},
      formerPublicKeys: [],
    });
  });

  test('that are missing are named all at once', () => {
    expect(() => readDeploymentSecrets(url, {})).toThrow(
      'Missing in the environment: CLOUDFLARE_API_TOKEN, DATABASE_AUTH_TOKEN, TOKEN_PRIVATE_KEY, SEAL_KEY, LINK_KEY.',
    );
  });

  test('need no token for a database without TLS', () => {
    const { DATABASE_AUTH_TOKEN: _, ...rest } = environment;
    expect(readDeploymentSecrets('http://10.0.0.5:8080', rest).databaseAuthToken).toBeUndefined();
  });

  test('that are no keys are refused', () => {
    expect(() => readDeploymentSecrets(url, { ...environment, TOKEN_PRIVATE_KEY: '{}' })).toThrow(
      'no Ed25519 key',
    );
    expect(() => readDeploymentSecrets(url, { ...environment, TOKEN_PUBLIC_KEYS: '[]' })).toThrow('Key Set');
    expect(() => readDeploymentSecrets(url, { ...environment, SEAL_KEY: 'short' })).toThrow('SEAL_KEY');
    expect(() => readDeploymentSecrets(url, { ...environment, LINK_KEY: 'short' })).toThrow('LINK_KEY');
  });
});

describe('what a Worker is deployed with', () => {
  const former = JSON.parse(tokenKeyVariables([makeTokenKey()]).TOKEN_PUBLIC_KEYS);
  const deployment: Deployment = {
    databaseUrl: url,
    version: '1.0.0+abc',
    secrets: readDeploymentSecrets(url, { ...environment, TOKEN_PUBLIC_KEYS: JSON.stringify(former) }),
  };

  test('the private key and the seal key go to accounts alone, the link key to it and notifications, the database token to all but the edge', () => {
    expect(Object.keys(secretsOf('accounts', deployment))).toEqual([
      'DATABASE_AUTH_TOKEN',
      'TOKEN_PRIVATE_KEY',
      'SEAL_KEY',
      'LINK_KEY',
    ]);
    expect(Object.keys(secretsOf('notifications', deployment))).toEqual([
      'DATABASE_AUTH_TOKEN',
      'SEAL_KEY',
      'LINK_KEY',
    ]);
    expect(Object.keys(secretsOf('tickets', deployment))).toEqual(['DATABASE_AUTH_TOKEN']);
    expect(secretsOf('edge', deployment)).toEqual({});
  });

  test('the public keys hold the former ones too, while they are being replaced', () => {
    const { keys } = JSON.parse(variablesOf('contracts', deployment).TOKEN_PUBLIC_KEYS ?? '');
    expect(keys.map(({ kid }: { kid: string }) => kid)).toEqual([tokenKey.kid, former.keys[0].kid]);
    expect(JSON.stringify(keys)).not.toContain('"d"');
  });

  test('how messages leave is for notifications alone, what is secret of it among its secrets', () => {
    const channels = { SMTP_URL: 'smtps://u:p@mail.example.cn', MAIL_FROM: 'keyline@example.cn' };
    const secrets = readDeploymentSecrets(url, { ...environment, ...channels });
    const sending = { ...deployment, secrets };
    expect(secretsOf('notifications', sending)).toHaveProperty('SMTP_URL', channels.SMTP_URL);
    expect(variablesOf('notifications', sending)).toHaveProperty('MAIL_FROM', channels.MAIL_FROM);
    expect(variablesOf('notifications', sending)).not.toHaveProperty('SMTP_URL');
    expect(JSON.stringify([secretsOf('accounts', sending), variablesOf('edge', sending)])).not.toContain(
      'mail.',
    );
  });

  test('the edge knows the version and nothing of the database', () => {
    expect(variablesOf('edge', deployment)).toEqual({ VERSION: '1.0.0+abc' });
  });
});
