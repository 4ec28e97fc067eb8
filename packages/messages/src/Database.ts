/**
 * The messages of the family `database`: 1 definitions.
 *
 * Generated from catalogue/database.yaml by `pnpm generate`: change the data, not this file.
 *
 * @since 0.1.0
 */
import * as Definition from "./Definition.ts"
import * as Param from "./Param.ts"

/** Added by the dispatcher, not by the sender. */
const tracking = () => ({
  /**
   * Names and priorities of the handlers the message went through ("name:priority", repeated); the parameter's name is
   * the engine setting trackparam. Source: Message.cpp:446; Engine.cpp:1723.
   */
  handlers: Param.lenient(Param.Handlers)
})

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
export const Database = /* @__PURE__ */ Definition.lazy("database", () => {
  const own = {
    /**
     * Data base account of the module's configuration. Source: mysqldb.cpp:818; register.cpp:379; pgsqldb.cpp:579;
     * sqlitedb.cpp:526.
     */
    account: Param.Text,
    /**
     * Query to run. Missing only checks that the account is there. Source: mysqldb.cpp:828; register.cpp:380;
     * pgsqldb.cpp:587; sqlitedb.cpp:534.
     */
    query: Param.optional(Param.Text),
    /**
     * False when no result is wanted (mysql then does not wait). Default: "true". Source: mysqldb.cpp:830;
     * register.cpp:381; sqlitedb.cpp:192.
     */
    results: Param.lenient(Param.Boolean)
  }
  const answer = {
    /** Rows returned. Source: mysqldb.cpp:487; pgsqldb.cpp:331; sqlitedb.cpp:321. */
    rows: Param.lenient(Param.Int),
    /** Columns returned. Source: mysqldb.cpp:486; pgsqldb.cpp:346; sqlitedb.cpp:323. */
    columns: Param.lenient(Param.Int),
    /** Rows changed. Source: mysqldb.cpp:551; pgsqldb.cpp:332; sqlitedb.cpp:324. */
    affected: Param.lenient(Param.Int),
    /** mysql: warnings. Source: mysqldb.cpp:553. */
    warnings: Param.lenient(Param.Int),
    /** Why the query failed. Source: mysqldb.cpp:811; pgsqldb.cpp:398; sqlitedb.cpp:228. */
    error: Param.optional(Param.Text),
    /** mysql: error code. Source: mysqldb.cpp:812. */
    code: Param.lenient(Param.Int),
    /** Module that answered. Source: mysqldb.cpp:844; pgsqldb.cpp:591; sqlitedb.cpp:538. */
    dbtype: Param.optional(Param.oneOf("mysqldb", "pgsqldb", "sqlitedb"))
  }
  return {
    params: {
      ...tracking(),
      ...answer,
      ...own
    },
    answer,
    send: {
      ...own,
      /**
       * Query to run. Missing only checks that the account is there. Source: mysqldb.cpp:828; register.cpp:380;
       * pgsqldb.cpp:587; sqlitedb.cpp:534.
       */
      query: Param.Text
    },
    reply: {
      ...tracking(),
      ...answer
    }
  }
})
