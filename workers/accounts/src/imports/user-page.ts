import type { Trial } from '@keyline/imports';
import type { UserRow } from '../domain/user-row.ts';
import type { KnownUser } from '../records/user-pages.ts';

/** What a page knows of a user, whether he is in the database already or not. */
export type CurrentUser = Pick<
  KnownUser,
  'id' | 'name' | 'email' | 'emailKey' | 'mobile' | 'locale' | 'orgUnitId' | 'externalId' | 'roles'
>;

/** A user as the rows before have left him; one whom the page makes was nobody before. */
export interface StandingUser {
  readonly before: KnownUser | undefined;
  current: CurrentUser;
}

/** The users whom the rows of a page can mean or be doubles of, with what earlier rows made of them. */
export class UsersOfPage {
  readonly #all = new Map<string, StandingUser>();

  constructor(users: readonly KnownUser[], trials: readonly Pick<Trial, 'state'>[]) {
    for (const before of [...users, ...trials.map(({ state }) => state as KnownUser)]) {
      this.#all.set(before.id, { before, current: before });
    }
  }

  get standing(): readonly StandingUser[] {
    return [...this.#all.values()];
  }

  add(current: CurrentUser): void {
    this.#all.set(current.id, { before: undefined, current });
  }

  withExternalId(externalId: string | undefined): StandingUser | undefined {
    return externalId === undefined
      ? undefined
      : this.standing.find(({ current }) => current.externalId === externalId);
  }

  withEmail(email: string | undefined): StandingUser | undefined {
    const key = email?.toLowerCase();
    return key === undefined ? undefined : this.standing.find(({ current }) => current.emailKey === key);
  }

  /** Whom a row means: by his external id, else by his e-mail, unless he has another external id. */
  meant({ externalId, email }: UserRow): StandingUser | undefined {
    const named = this.withExternalId(externalId);
    if (named !== undefined) return named;
    const addressed = this.withEmail(email);
    const fits = externalId === undefined || addressed?.current.externalId === null;
    return fits ? addressed : undefined;
  }
}

/** Keys by which a row of a later page finds a user whom a dry run would have made or changed. */
export function trialKeys({ externalId, email }: Pick<Partial<UserRow>, 'externalId' | 'email'>): string[] {
  return [
    ...(externalId === undefined ? [] : [`externalId ${externalId}`]),
    ...(email === undefined ? [] : [`email ${email.toLowerCase()}`]),
  ];
}

/** What a dry run keeps of the users whom its page would have made or changed. */
export function trialsOf(users: UsersOfPage): Trial[] {
  return users.standing
    .filter(({ before, current }) => before !== current)
    .map(({ before, current }) => ({
      id: current.id,
      keys: trialKeys({
        email: current.email,
        ...(current.externalId && { externalId: current.externalId }),
      }),
      state: { beyond: [], partnerId: null, ...before, ...current },
    }));
}
