import { describe, expect, test } from 'vitest';
import type { Operation } from '../operation.ts';
import { problemsOf, problemsOfApi } from './problems.ts';
import { fixtureDomain } from './testing/fixture-domain.ts';

function codes(id: string): string[] {
  const operation = fixtureDomain.operations.find((one) => one.id === id) as Operation;
  return Object.keys(problemsOf(operation));
}

describe('the problems an operation can answer', () => {
  test('a command with a body can meet everything but a stale version', () => {
    expect(codes('createAccount')).toEqual([
      'request.invalid',
      'request.malformed',
      'request.not_authenticated',
      'request.not_permitted',
      'account.duplicate',
      'request.conflict',
      'request.too_large',
      'request.unsupported_media_type',
      'request.key_reused',
      'request.too_many',
      'service.failed',
      'service.unavailable',
    ]);
  });

  test('a versioned command can be stale; without a body nothing is wrong with the body', () => {
    expect(codes('removeAccount')).toContain('request.stale');
    expect(codes('removeAccount')).not.toContain('request.malformed');
    expect(codes('readAccount')).not.toContain('request.stale');
  });

  test('a read has no conflicts and no idempotency key', () => {
    expect(codes('listAccounts')).toEqual([
      'request.invalid',
      'request.not_authenticated',
      'request.not_permitted',
      'request.too_many',
      'service.failed',
      'service.unavailable',
    ]);
  });

  test('whoever needs no permission cannot lack one', () => {
    expect(codes('readMe')).toContain('request.not_authenticated');
    expect(codes('readMe')).not.toContain('request.not_permitted');
  });

  test('before sign-in nobody is asked who he is, yet requests are counted', () => {
    expect(codes('openTenant')).not.toContain('request.not_authenticated');
    expect(codes('openTenant')).toContain('request.too_many');
  });

  test('a public read that asks no database is always there and is not counted', () => {
    expect(codes('readPublicKeys')).toEqual(['request.invalid', 'service.failed']);
  });

  test('all problems of the API are those of its operations and the common ones, by status', () => {
    const all = problemsOfApi([fixtureDomain]);
    expect(Object.keys(all)).toEqual(
      expect.arrayContaining(['account.not_found', 'tenant.slug_taken', 'route.not_found']),
    );
    const statuses = Object.values(all).map((kind) => kind.status);
    expect(statuses).toEqual(statuses.toSorted((a, b) => a - b));
  });
});
