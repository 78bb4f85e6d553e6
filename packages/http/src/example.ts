/** A request that shows an operation at work, for the guards and for readers. */
export interface ExampleRequest {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** In place of a body: the fields of a form and its file. */
  readonly form?: ExampleForm;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A form with a file. */
export interface ExampleForm {
  readonly fields: Readonly<Record<string, string>>;
  readonly file: { readonly name: string; readonly content: string | Uint8Array };
}

/** A further user, as an example may act for him. */
export interface ExampleColleague {
  readonly id: string;
  readonly accessToken: string;
  readonly password: string;
}

/** What an example may build on. */
export interface ExampleGiven {
  /** Runs another operation's example and gives its answer's body. */
  make(operationId: string): Promise<Readonly<Record<string, unknown>> & { readonly id: string }>;
  /** Runs one request of the same caller and gives its answer's body: for states no example shows. */
  run(
    operationId: string,
    request: ExampleRequest,
  ): Promise<Readonly<Record<string, unknown>> & { readonly id: string }>;
  /** Signs the example's administrator, or this user, in anew and gives the access token. */
  signIn(userId?: string): Promise<string>;
  /** Another user of the tenant, active and signed in, who holds no role. */
  colleague(): Promise<ExampleColleague>;
  /** The same with a second factor. */
  enrolled(): Promise<ExampleColleague>;
  /** The same whom this identity provider knows. */
  linked(identityProviderId: string): Promise<ExampleColleague>;
  /** Lets every Worker react to what has happened to a record. */
  react(subjectId: string): Promise<void>;
  /** An event of the tenant that a Worker could not deal with; the id of its dead letter. */
  deadLetter(): Promise<string>;
  /** Another number each time, so that names differ. */
  readonly serial: number;
}

type Request = ExampleRequest | Promise<ExampleRequest>;

/** Exported as `example` beside each operation: how it succeeds, and how each of its own problems comes about. */
export interface Example {
  /** Types of the events that a success writes, in order; none for a read. */
  readonly events?: readonly string[];
  request(given: ExampleGiven): Request;
  /** By problem code. */
  readonly failures?: Readonly<Record<string, (given: ExampleGiven) => Request>>;
}
