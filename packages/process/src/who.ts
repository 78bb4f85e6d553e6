import * as v from 'valibot';

/**
 * Who acts, in one word: `owner`, `creator`, `system`, `user:<id>`, `role:<key>` (whoever holds the role in the
 * record's unit, else in the nearest unit above, at last an administrator), `role:<key>@category` (whoever holds it in
 * the departments that supervise the record's category, else as before) or `role:<key>@tenant` (whoever holds it,
 * wherever).
 */
export const whoField = v.pipe(
  v.string(),
  v.regex(
    /^(owner|creator|system|user:usr_[0-7][0-9a-hjkmnp-tv-z]{25}|role:[a-z][a-z0-9_]{1,39}(@tenant|@category)?)$/,
    'who',
  ),
  v.description(
    '`owner`, `creator`, `system`, `user:<id>`, `role:<key>` (who holds it in the unit of the record, else in the nearest unit above, at last an administrator), `role:<key>@category` (who holds it in the departments that supervise the category of the record, else as before), `role:<key>@tenant` (who holds it anywhere).',
  ),
  v.metadata({ examples: ['role:branch_manager'] }),
);

export type Who =
  | { readonly kind: 'owner' }
  | { readonly kind: 'creator' }
  | { readonly kind: 'system' }
  | { readonly kind: 'user'; readonly userId: string }
  | {
      readonly kind: 'role';
      readonly role: string;
      readonly anywhere: boolean;
      readonly supervising: boolean;
    };

/** What the word means. */
export function whoOf(word: string): Who {
  if (word.startsWith('user:')) return { kind: 'user', userId: word.slice(5) };
  if (!word.startsWith('role:')) return { kind: word as 'owner' | 'creator' | 'system' } as Who;
  const [role = '', place] = word.slice(5).split('@');
  return { kind: 'role', role, anywhere: place === 'tenant', supervising: place === 'category' };
}

/** The keys of the roles that these words name. */
export function rolesIn(words: readonly string[]): string[] {
  return words.flatMap((word) => {
    const who = whoOf(word);
    return who.kind === 'role' ? [who.role] : [];
  });
}
