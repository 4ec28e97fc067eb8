/**
 * The messages of the family `database`: 1 definitions, and the types of each.
 *
 * Generated from catalogue/database.yaml by `pnpm generate`: change the data, not this file.
 *
 * @since 0.1.0
 */
import * as Definition from "./Definition.ts"
import * as Groups from "./internal/groups.ts"
import * as Param from "./Param.ts"

/**
 * `database`: runs a query on a configured data base account.
 *
 * Answering: True if a data base module knows the account, even if the query failed: look at error.
 *
 * Return value: Not used.
 *
 * Sent by: module, app; dispatched or enqueued.
 *
 * - The rows themselves are an Array object in the message's user data, so an external app only gets the counters; it
 *   can change data but not read it this way.
 *
 * Handled by: mysqldb, pgsqldb, sqlitedb.
 *
 * Source: mysqldb.cpp:816, pgsqldb.cpp:577, sqlitedb.cpp:524, register.cpp:375.
 *
 * @category database
 * @since 0.1.0
 */
export const Database = /* @__PURE__ */ Definition.viewed("database", {} as Database.View, () => {
  const own = {
    account: Param.Text,
    query: Param.optional(Param.Text),
    results: Param.lenient(Param.Boolean)
  }
  const answer = {
    rows: Param.lenient(Param.Int),
    columns: Param.lenient(Param.Int),
    affected: Param.lenient(Param.Int),
    warnings: Param.lenient(Param.Int),
    error: Param.optional(Param.Text),
    code: Param.lenient(Param.Int),
    dbtype: Param.optional(Param.oneOf("mysqldb", "pgsqldb", "sqlitedb"))
  }
  return {
    params: {
      ...Groups.tracking(),
      ...answer,
      ...own
    },
    answer,
    send: {
      ...own,
      query: Param.Text
    },
    reply: {
      ...Groups.tracking(),
      ...answer
    }
  }
})

/** The types of `database`. */
export declare namespace Database {
  /** What a handler or a watcher reads. */
  interface Params extends Groups.Tracking {
    /**
     * Data base account of the module's configuration. Source: mysqldb.cpp:818; register.cpp:379; pgsqldb.cpp:579;
     * sqlitedb.cpp:526.
     */
    readonly account: string
    /**
     * Query to run. Missing only checks that the account is there. Source: mysqldb.cpp:828; register.cpp:380;
     * pgsqldb.cpp:587; sqlitedb.cpp:534.
     */
    readonly query?: string
    /**
     * False when no result is wanted (mysql then does not wait). Default: "true". Source: mysqldb.cpp:830;
     * register.cpp:381; sqlitedb.cpp:192.
     */
    readonly results?: boolean
    /** Rows returned. Source: mysqldb.cpp:487; pgsqldb.cpp:331; sqlitedb.cpp:321. */
    readonly rows?: number
    /** Columns returned. Source: mysqldb.cpp:486; pgsqldb.cpp:346; sqlitedb.cpp:323. */
    readonly columns?: number
    /** Rows changed. Source: mysqldb.cpp:551; pgsqldb.cpp:332; sqlitedb.cpp:324. */
    readonly affected?: number
    /** mysql: warnings. Source: mysqldb.cpp:553. */
    readonly warnings?: number
    /** Why the query failed. Source: mysqldb.cpp:811; pgsqldb.cpp:398; sqlitedb.cpp:228. */
    readonly error?: string
    /** mysql: error code. Source: mysqldb.cpp:812. */
    readonly code?: number
    /** Module that answered. Source: mysqldb.cpp:844; pgsqldb.cpp:591; sqlitedb.cpp:538. */
    readonly dbtype?: "mysqldb" | "pgsqldb" | "sqlitedb" | (string & {})
  }

  /** What an answer may change: a value sets a parameter, `null` deletes it. */
  interface Changes {
    /** Rows returned. Source: mysqldb.cpp:487; pgsqldb.cpp:331; sqlitedb.cpp:321. */
    readonly rows?: number | null
    /** Columns returned. Source: mysqldb.cpp:486; pgsqldb.cpp:346; sqlitedb.cpp:323. */
    readonly columns?: number | null
    /** Rows changed. Source: mysqldb.cpp:551; pgsqldb.cpp:332; sqlitedb.cpp:324. */
    readonly affected?: number | null
    /** mysql: warnings. Source: mysqldb.cpp:553. */
    readonly warnings?: number | null
    /** Why the query failed. Source: mysqldb.cpp:811; pgsqldb.cpp:398; sqlitedb.cpp:228. */
    readonly error?: string | null
    /** mysql: error code. Source: mysqldb.cpp:812. */
    readonly code?: number | null
    /** Module that answered. Source: mysqldb.cpp:844; pgsqldb.cpp:591; sqlitedb.cpp:538. */
    readonly dbtype?: "mysqldb" | "pgsqldb" | "sqlitedb" | (string & {}) | null
  }

  /** What is given to send it. */
  interface Send {
    /**
     * Data base account of the module's configuration. Source: mysqldb.cpp:818; register.cpp:379; pgsqldb.cpp:579;
     * sqlitedb.cpp:526.
     */
    readonly account: string
    /**
     * Query to run. Missing only checks that the account is there. Source: mysqldb.cpp:828; register.cpp:380;
     * pgsqldb.cpp:587; sqlitedb.cpp:534.
     */
    readonly query: string
    /**
     * False when no result is wanted (mysql then does not wait). Default: "true". Source: mysqldb.cpp:830;
     * register.cpp:381; sqlitedb.cpp:192.
     */
    readonly results?: boolean
  }

  /** What its sender reads in the answer. */
  interface Reply extends Groups.Tracking {
    /** Rows returned. Source: mysqldb.cpp:487; pgsqldb.cpp:331; sqlitedb.cpp:321. */
    readonly rows?: number
    /** Columns returned. Source: mysqldb.cpp:486; pgsqldb.cpp:346; sqlitedb.cpp:323. */
    readonly columns?: number
    /** Rows changed. Source: mysqldb.cpp:551; pgsqldb.cpp:332; sqlitedb.cpp:324. */
    readonly affected?: number
    /** mysql: warnings. Source: mysqldb.cpp:553. */
    readonly warnings?: number
    /** Why the query failed. Source: mysqldb.cpp:811; pgsqldb.cpp:398; sqlitedb.cpp:228. */
    readonly error?: string
    /** mysql: error code. Source: mysqldb.cpp:812. */
    readonly code?: number
    /** Module that answered. Source: mysqldb.cpp:844; pgsqldb.cpp:591; sqlitedb.cpp:538. */
    readonly dbtype?: "mysqldb" | "pgsqldb" | "sqlitedb" | (string & {})
  }

  /** All of them. */
  interface View {
    readonly params: Params
    readonly changes: Changes
    readonly send: Send
    readonly reply: Reply
  }
}
