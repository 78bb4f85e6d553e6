import { type Change, changed, type LoadedRecord, type Moment } from '@keyline/store';
import { endResets } from './password-resets.ts';
import { endSessions } from './sessions.ts';
import { userSubject, type userWithPassword } from './users.ts';

type WholeUser = ReturnType<typeof userWithPassword.decode>;

/**
 * The changes by which a user gets another password: whoever is signed in elsewhere is signed out, and links that
 * would set a third one are dead. The event says that it changed, and nothing of what it is.
 */
export function newPassword(
  moment: Moment,
  user: WholeUser,
  passwordHash: string,
  given: {
    readonly by: 'user' | 'reset';
    readonly sessions: readonly LoadedRecord[];
    readonly resets: readonly LoadedRecord[];
  },
): Change[] {
  const { by, sessions, resets } = given;
  const facts = { by };
  return [
    changed(moment, userSubject, user, { passwordHash }, { type: 'user.password_changed', facts }),
    endSessions(moment, sessions, by === 'user' ? 'password_changed' : 'password_reset'),
    endResets(moment, resets, by === 'user' ? 'password_changed' : 'used'),
  ];
}
