import pg from "pg";
import { CannotStart } from "@emeritus/ports/cannot-start.ts";
import { en } from "@emeritus/words/en/index.ts";

const oldestServer = 15;

/** Looks at the database of DATABASE_URL before anything is changed; throws CannotStart when it cannot serve. */
export async function lookAtDatabase(url: string): Promise<void> {
  const client = await reach(url);
  try {
    const { rows } = await client.query<{ version: number; ours: boolean; others: boolean }>(`
      select current_setting('server_version_num')::int / 10000 as version,
        to_regclass('migration.checksum') is not null as ours,
        exists (select from pg_tables where schemaname not in ('pg_catalog', 'information_schema')) as others`);
    const found = rows[0]!;
    if (found.version < oldestServer)
      throw new CannotStart("serverTooOld", { version: String(found.version) });
    if (!found.ours && found.others) throw new CannotStart("databaseNotEmpty");
  } finally {
    await client.end();
  }
}

async function reach(url: string): Promise<pg.Client> {
  const reasons = en.cli.unreachable;
  let address: URL;
  try {
    address = new URL(url);
  } catch {
    throw new CannotStart("databaseUnreachable", { why: reasons.noAddress });
  }
  if (!/^postgres(ql)?:$/.test(address.protocol)) {
    throw new CannotStart("databaseUnreachable", { why: reasons.noAddress });
  }
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    return client;
  } catch (error) {
    throw new CannotStart("databaseUnreachable", { why: whyNot(error as NodeJS.ErrnoException, address) });
  }
}

function whyNot(error: NodeJS.ErrnoException, address: URL): string {
  const reasons = en.cli.unreachable;
  const host = address.host;
  switch (error.code) {
    case "ECONNREFUSED":
      return reasons.nothingListens({ host });
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return reasons.noHost({ host: address.hostname });
    case "28P01":
    case "28000":
      return reasons.refused({ user: decodeURIComponent(address.username) });
    case "3D000":
      return reasons.noDatabase({ name: address.pathname.slice(1) });
    default:
      return reasons.other({ code: error.code ?? error.name });
  }
}
