import { type Connection, type PoolClient, Query, type QueryConfig, type QueryResult } from "pg";

/** What a result needs to read rows: the pg library's own names for it. */
interface Form {
  fields: unknown;
  _parsers: unknown;
  _prebuiltEmptyResultObject: unknown;
}

/** The parts of the pg library's query beneath its published types; the library's version is exact. */
declare class QueryWithin {
  constructor(config: QueryConfig, callback: (error: Error | null, result: QueryResult) => void);
  readonly name: string;
  readonly _result: Form;
  _accumulateRows: boolean;
  submit: (connection: Connection) => void;
  hasBeenParsed(connection: Connection): boolean;
  prepare(connection: Connection): void;
  handleRowDescription(message: unknown): void;
}

/** What was described over one connection. */
interface Described {
  /** The connection, but that nothing is asked to be described over it. */
  readonly silent: Connection;
  readonly forms: Map<string, Form>;
}

const everDescribed = new WeakMap<Connection, Described>();

function describedOver(connection: Connection): Described {
  let found = everDescribed.get(connection);
  if (found === undefined) {
    const silent = Object.create(connection, { describe: { value: () => {} } }) as Connection;
    everDescribed.set(connection, (found = { silent, forms: new Map() }));
  }
  return found;
}

/** A named statement whose rows are described once a connection; the server itself refuses a kept plan whose rows have changed. */
class KeptQuery extends (Query as unknown as typeof QueryWithin) {
  #described: Described | undefined;

  override prepare(connection: Connection): void {
    const over = (this.#described = describedOver(connection));
    const form = this.hasBeenParsed(connection) ? over.forms.get(this.name) : undefined;
    if (form === undefined) {
      super.prepare(connection);
      return;
    }
    Object.assign(this._result, form);
    this._accumulateRows = true;
    super.prepare(over.silent);
  }

  override handleRowDescription(message: unknown): void {
    super.handleRowDescription(message);
    const { fields, _parsers, _prebuiltEmptyResultObject } = this._result;
    this.#described?.forms.set(this.name, { fields, _parsers, _prebuiltEmptyResultObject });
  }
}

/**
 * Runs a statement that its connection parses and plans once, as the pg library does for a named one, and also describes once: to
 * describe a short page of rows costs as much as to send it.
 */
export const queryKept = (
  client: PoolClient,
  config: QueryConfig & { readonly name: string },
): Promise<QueryResult> =>
  new Promise((resolve, reject) => {
    client.query(
      new KeptQuery(config, (error, result) => (error === null ? resolve(result) : reject(error))),
    );
  });
