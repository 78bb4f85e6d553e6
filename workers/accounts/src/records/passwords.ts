import { hashPassword, passwordRefusal } from '@keyline/auth';
import { inputError } from '@keyline/http';
import { ProblemError, refuseCommon } from '@keyline/kernel';

/**
 * The hash of a new password. Throws `request.invalid` at its place in the body (a JSON Pointer) when the person
 * may not use it.
 */
export async function newPasswordHash(
  pointer: string,
  password: string,
  person: { readonly email: string; readonly name: string },
): Promise<string> {
  const refusal = passwordRefusal(password, person);
  if (refusal !== undefined) {
    throw new ProblemError(refuseCommon('request.invalid', { errors: [inputError(pointer, refusal)] }));
  }
  return hashPassword(password);
}
