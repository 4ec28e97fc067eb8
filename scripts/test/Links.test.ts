import { assert, describe, it } from "@effect/vitest"
import { existsSync, globSync, readFileSync, statSync } from "node:fs"
import { dirname, join } from "node:path"

const root = join(import.meta.dirname, "../..")

interface Link {
  readonly file: string
  readonly text: string
  readonly target: string
}

const linksOf = (file: string): ReadonlyArray<Link> => {
  const text = readFileSync(join(root, file), "utf8").replace(/^```.*?^```/gms, "")
  return [...text.matchAll(/\[([^[\]]*)\]\(([^()\s]+)\)/g)].map(([, text = "", target = ""]) => ({
    file,
    text,
    target
  }))
}

const links = globSync(["*.md", "packages/*/README.md", "examples/README.md", "docs/*.md"], { cwd: root }).flatMap(
  linksOf
)
  .filter(({ target }) => !/^[a-z]+:/.test(target))

const said = ({ file, target, text }: Link): string => `${file}: [${text}](${target})`

/** As GitHub makes them of headings. */
const anchorOf = (heading: string): string => heading.toLowerCase().replace(/[^\w\- ]/g, "").trim().replaceAll(" ", "-")

describe("the links in the documentation", () => {
  it("are there", () => assert.isAbove(links.length, 30))

  it("lead to files, and to headings", () => {
    const broken = links.filter(({ file, target }) => {
      const [path = "", anchor] = target.split("#")
      const found = path === "" ? join(root, file) : join(root, dirname(file), path)
      if (!existsSync(found)) return true
      if (anchor === undefined) return false
      if (statSync(found).isDirectory()) return true
      const headings = [...readFileSync(found, "utf8").matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) =>
        anchorOf(heading)
      )
      return !headings.includes(anchor)
    })
    assert.deepStrictEqual(broken.map(said), [])
  })

  it("that show a guarantee by a test name one that is there", () => {
    const shown = links.filter(({ target, text }) => target.endsWith(".test.ts") && text.startsWith("\""))
    assert.isAbove(shown.length, 10)
    const missing = shown.filter(({ file, target, text }) => {
      const title = text.slice(1, -1).replace(/\s+/g, " ")
      return !readFileSync(join(root, dirname(file), target), "utf8").includes(`"${title}"`)
    })
    assert.deepStrictEqual(missing.map(said), [])
  })
})
