/** Why a file cannot be imported: a code of `file.*` and its values. */
export class FileError extends Error {
  readonly code: string;
  readonly values: Readonly<Record<string, unknown>>;
  constructor(code: string, values: Readonly<Record<string, unknown>> = {}) {
    super(code);
    this.code = code;
    this.values = values;
  }
}
