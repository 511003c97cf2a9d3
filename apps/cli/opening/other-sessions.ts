import pg from "pg";

/**
 * How many sessions on this database are older than this program: they belong to other programs. Asked under the name of the
 * log-in itself, since a role taken on would not be shown when they began.
 */
export async function countOlderSessions(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ sessions: number }>(
      `select count(*)::int as sessions from pg_stat_activity
       where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()
         and backend_start < clock_timestamp() - make_interval(secs => $1)`,
      [process.uptime()],
    );
    return rows[0]!.sessions;
  } finally {
    await client.end();
  }
}
