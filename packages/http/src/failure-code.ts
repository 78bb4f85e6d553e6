import { ProblemError } from '@keyline/kernel';
import { UnavailableError } from '@keyline/store';

/** What went wrong, as a code that may be kept and shown: never a message, which may quote data. */
export function failureCode(error: unknown): string {
  if (error instanceof ProblemError) return error.problem.code;
  if (error instanceof UnavailableError) return 'service.unavailable';
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') {
    return /^[\w.]{1,64}$/.test(error.code) ? error.code : 'service.failed';
  }
  return 'service.failed';
}
