/** Where a survey's answers are kept: a SQLite database. */
import { Clock, Effect, type Scope } from "effect"
import { DatabaseSync } from "node:sqlite"
import { ExampleFailed } from "./Example.ts"

/** What one caller has said. */
export interface Interview {
  readonly id: number
}

/** How a question was answered. */
export interface Result {
  readonly question: string
  readonly count: number
  readonly mean: number
}

/** The store. */
export interface SurveyStore {
  /** Begins an interview. */
  readonly begin: (caller: string | undefined) => Effect.Effect<Interview, ExampleFailed>
  /** Keeps an answer: from that moment on, also if the caller hangs up. */
  readonly answer: (interview: Interview, question: string, value: number) => Effect.Effect<void, ExampleFailed>
  /** All questions were answered. */
  readonly complete: (interview: Interview) => Effect.Effect<void, ExampleFailed>
  readonly results: Effect.Effect<
    { readonly begun: number; readonly complete: number; readonly questions: ReadonlyArray<Result> },
    ExampleFailed
  >
}

const schema = `
  CREATE TABLE IF NOT EXISTS interview (
    id INTEGER PRIMARY KEY, caller TEXT, begun_at INTEGER NOT NULL, completed_at INTEGER
  ) STRICT;
  CREATE TABLE IF NOT EXISTS answer (
    interview INTEGER NOT NULL REFERENCES interview, question TEXT NOT NULL, value INTEGER NOT NULL,
    PRIMARY KEY (interview, question)
  ) STRICT;
`

/** Opens a database, and closes it with the scope. */
export const open = Effect.fnUntraced(function*(
  path: string
): Effect.fn.Return<SurveyStore, ExampleFailed, Scope.Scope> {
  /** What SQLite does, it does at once, and throws what goes wrong. */
  const attempt = <A>(run: () => A): Effect.Effect<A, ExampleFailed> =>
    Effect.try({
      try: run,
      catch: (error) => new ExampleFailed({ message: `the database ${path} can't be used: ${String(error)}` })
    })

  const database = yield* Effect.acquireRelease(
    attempt(() => {
      const opened = new DatabaseSync(path)
      try {
        opened.exec(`PRAGMA journal_mode = WAL; PRAGMA foreign_keys = ON; ${schema}`)
        return opened
      } catch (error) {
        opened.close()
        throw error
      }
    }),
    (opened) => Effect.sync(() => opened.close())
  )
  const insert = database.prepare("INSERT INTO interview (caller, begun_at) VALUES (?, ?)")
  const answer = database.prepare("INSERT OR REPLACE INTO answer (interview, question, value) VALUES (?, ?, ?)")
  const complete = database.prepare("UPDATE interview SET completed_at = ? WHERE id = ?")
  const counts = database.prepare("SELECT count(*) AS begun, count(completed_at) AS complete FROM interview")
  const questions = database.prepare(
    "SELECT question, count(*) AS count, avg(value) AS mean FROM answer GROUP BY question ORDER BY min(rowid)"
  )
  return {
    begin: (caller) =>
      Effect.flatMap(
        Clock.currentTimeMillis,
        (now) => attempt(() => ({ id: Number(insert.run(caller ?? null, now).lastInsertRowid) }))
      ),
    answer: ({ id }, question, value) => Effect.asVoid(attempt(() => answer.run(id, question, value))),
    complete: ({ id }) =>
      Effect.flatMap(Clock.currentTimeMillis, (now) => Effect.asVoid(attempt(() => complete.run(now, id)))),
    results: attempt(() => ({
      begun: Number(counts.get()?.begun),
      complete: Number(counts.get()?.complete),
      questions: questions.all().map((row) => ({
        question: String(row.question),
        count: Number(row.count),
        mean: Number(row.mean)
      }))
    }))
  }
})
