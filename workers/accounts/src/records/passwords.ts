import { hashPassword, passwordRefusal } from '@keyline/auth';
import { inputError } from '@keyline/http';
import { ProblemError, refuseCommon } from '@keyline/kernel';

interface Person {
  readonly email: string;
  readonly name: string;
}

/** Throws `request.invalid` at its place in the body (a JSON Pointer) when the person may not use the password. */
export function acceptedPassword(pointer: string, password: string, person: Person): void {
  const refusal = passwordRefusal(password, person);
  if (refusal === undefined) return;
  throw new ProblemError(refuseCommon('request.invalid', { errors: [inputError(pointer, refusal)] }));
}

/** The hash of a new password. Throws as `acceptedPassword` does. */
export async function newPasswordHash(pointer: string, password: string, person: Person): Promise<string> {
  acceptedPassword(pointer, password, person);
  return hashPassword(password);
}
