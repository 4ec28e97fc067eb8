/**
 * A lint rule: what a package exports bears a doc comment with a `@category` and a `@since`. oxlint has no rule for it.
 * Overloads bear it on the first, a companion (a type and a value of one name) on either; what is only passed on
 * (`export *`, `export { a } from`) bears none.
 */

/** The parts of the syntax tree (ESTree, as oxlint hands it to plugins) that the rule looks at. */
interface Identifier {
  readonly type: string
  readonly name?: string
}

interface Statement {
  readonly type: string
  readonly declaration?: {
    readonly id?: Identifier | null
    readonly declarations?: ReadonlyArray<{ readonly id: Identifier }>
  } | null
}

interface Context {
  readonly sourceCode: {
    readonly getCommentsBefore: (node: Statement) => ReadonlyArray<{ readonly type: string; readonly value: string }>
  }
  readonly report: (problem: { readonly node: Statement; readonly message: string }) => void
}

const tags = ["@category", "@since"]

const namesOf = ({ declaration }: Statement): ReadonlyArray<string> =>
  [declaration?.id, ...(declaration?.declarations ?? []).map(({ id }) => id)].flatMap((id) => id?.name ?? [])

const missingOf = (context: Context, node: Statement): ReadonlyArray<string> => {
  const comment = context.sourceCode.getCommentsBefore(node).at(-1)
  if (comment?.type !== "Block" || !comment.value.startsWith("*")) return ["a doc comment"]
  return tags.filter((tag) => !comment.value.includes(tag))
}

const documentedExports = {
  create: (context: Context) => ({
    Program: (program: { readonly body: ReadonlyArray<Statement> }): void => {
      const documented = new Set<string>()
      const found: Array<{ readonly node: Statement; readonly name: string; readonly missing: string }> = []
      for (const node of program.body) {
        if (node.type !== "ExportNamedDeclaration") continue
        const missing = missingOf(context, node)
        for (const name of namesOf(node)) {
          if (missing.length === 0) documented.add(name)
          else found.push({ node, name, missing: missing.join(" and ") })
        }
      }
      for (const { missing, name, node } of found) {
        if (!documented.has(name)) context.report({ node, message: `The export '${name}' lacks ${missing}.` })
      }
    }
  })
}

export default {
  meta: { name: "yatefx" },
  rules: { "documented-exports": documentedExports }
}
