import { assert, describe, it } from "@effect/vitest"
import { spawnSync } from "node:child_process"
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { BadCatalogue, type Fault, parse } from "../generator/Catalogue.ts"

const groups = `groups:
- name: tracking
  summary: Added by the engine.
  params:
  - {name: handlers, type: handlers, required: optional, direction: in, summary: Who handled it., source: 'a.cpp:1'}
- name: other
  summary: Another.
  params:
  - {name: handlers, type: string, required: optional, direction: in, summary: Who handled it., source: 'a.cpp:2'}
`

const family = `family: test
messages:
- name: test.one
  summary: The first.
  sentBy: [driver]
  typicalUse: [handle]
  delivery: dispatched
  broadcast: false
  handledMeaning: True takes it.
  returnValue: Not used.
  sources: ['a.cpp:3']
  includes: [tracking]
  params:
  - {name: id, type: channelId, required: always, direction: in, summary: The channel., source: 'a.cpp:4'}
  - {name: text, type: string, required: optional, direction: both, summary: The text., source: 'a.cpp:5'}
`

/** The faults of a catalogue in which one text of the family's file stands for another. */
const faultsOf = (text: string, replacement: string, files: Record<string, string> = {}): ReadonlyArray<Fault> => {
  assert.isTrue(family.includes(text), text)
  const texts = { "c/_groups.yaml": groups, "c/test.yaml": family.replace(text, () => replacement), ...files }
  try {
    parse(new Map(Object.entries(texts)))
    return []
  } catch (error) {
    assert.instanceOf(error, BadCatalogue)
    return error.faults
  }
}

/** One fault, and where it is. */
const faultOf = (text: string, replacement: string, files?: Record<string, string>): string => {
  const faults = faultsOf(text, replacement, files)
  assert.strictEqual(faults.length, 1, JSON.stringify(faults))
  return faults.map(({ file, line, problem }) => `${file}:${line}: ${problem}`)[0] ?? ""
}

describe("the catalogue's data", () => {
  it("is taken as it is when nothing is wrong", () => {
    assert.deepStrictEqual(faultsOf("family: test", "family: test"), [])
  })

  it.each([
    [
      "an unknown type",
      "type: string",
      "type: sting",
      /^c\/test\.yaml:15: "type" does not fit: .*"string".*; correct it/
    ],
    ["an unknown direction", "direction: both", "direction: back", /^c\/test\.yaml:15: "direction" does not fit/],
    [
      "an unknown group",
      "[tracking]",
      "[traking]",
      /^c\/test\.yaml:12: there is no group "traking"; take one of tracking, other$/
    ],
    [
      "a double parameter",
      "name: text",
      "name: id",
      /^c\/test\.yaml:15: the parameter "id" is there already \(c\/test\.yaml:14\); remove one/
    ],
    [
      "a missing field",
      "  returnValue: Not used.\n",
      "",
      /^c\/test\.yaml:3: the field "returnValue" is missing; add it/
    ],
    [
      "a missing field of a parameter",
      ", summary: The text.",
      "",
      /^c\/test\.yaml:15: the field "summary" is missing; add it/
    ],
    [
      "an unknown field",
      "  broadcast:",
      "  broadcats: true\n  broadcast:",
      /^c\/test\.yaml:8: "broadcats" does not fit: .*; correct it/
    ],
    [
      "an enum without values",
      "type: string",
      "type: enum",
      /^c\/test\.yaml:15: the enum "text" lists no values; add "enum:/
    ],
    [
      "values of what is no enum",
      "type: channelId",
      "type: int, enum: ['1']",
      /^c\/test\.yaml:14: only an enum, a string and a csv/
    ],
    [
      "what is to be sent and isn't there",
      "  params:",
      "  send: [texd]\n  params:",
      /^c\/test\.yaml:13: there is no parameter "texd" to send/
    ],
    [
      "groups that disagree",
      "[tracking]",
      "[tracking, other]",
      /^c\/test\.yaml:12: the groups tracking and other disagree about the type of "handlers"/
    ],
    [
      "text that ends a doc comment",
      "The first.",
      "The */ first.",
      /^c\/test\.yaml:4: "summary" does not fit: expected text without "\*\/"/
    ],
    ["a name that is none", "test.one", "Test One", /^c\/test\.yaml:3: "name" does not fit: expected a message's name/],
    [
      "a key that stands twice",
      "family: test",
      "family: test\nfamily: test",
      /^c\/test\.yaml:2: Map keys must be unique; correct the YAML/
    ],
    ["what is no YAML", "[driver]", "[driver", /^c\/test\.yaml:6: .*; correct the YAML/]
  ])("is refused for %s, with the file and the line", (_, text, replacement, expected) => {
    assert.match(faultOf(text, replacement), expected)
  })

  it("is refused for a double message, in whichever file the other is", () => {
    const again = family.replace("family: test", "family: more")
    assert.strictEqual(
      faultOf("family: test", "family: test", { "c/u.yaml": again }),
      "c/u.yaml:3: the message \"test.one\" is there already (c/test.yaml:3); remove one of them"
    )
  })

  it("is refused for a double family and a double group", () => {
    const again = family.replace("test.one", "test.two")
    assert.match(
      faultOf("test.one", "test.one", { "c/u.yaml": again }),
      /^c\/u\.yaml:1: the family "test" is that of c\/test/
    )
    assert.match(
      faultOf("test.one", "test.one", { "c/_groups.yaml": groups.replace("name: other", "name: tracking") }),
      /^c\/_groups\.yaml:6: the group "tracking" is there already/
    )
  })

  it("is told of all that is wrong at once", () => {
    const texts = { "c/u.yaml": family.replace("type: string", "type: sting").replace("family: test", "family: more") }
    assert.deepStrictEqual(
      faultsOf("type: channelId", "type: chanelId", texts).map(({ file, line }) => `${file}:${line}`),
      ["c/test.yaml:14", "c/u.yaml:15"]
    )
  })

  it("makes the command fail, and say why, without a stack", () => {
    const root = join(import.meta.dirname, "../../..")
    const folder = mkdtempSync(join(root, "packages/messages/.generator-"))
    try {
      for (const part of ["generator", "catalogue"]) {
        cpSync(join(root, "packages/messages", part), join(folder, "packages/messages", part), { recursive: true })
      }
      const file = join(folder, "packages/messages/catalogue/call.yaml")
      writeFileSync(file, readFileSync(file, "utf8").replace("- name: call.route", "- name: call.preroute"))
      const { status, stderr } = spawnSync(
        process.execPath,
        [join(folder, "packages/messages/generator/generate.ts")],
        {
          encoding: "utf8"
        }
      )
      assert.strictEqual(status, 1)
      assert.match(
        stderr,
        /^packages\/messages\/catalogue\/call\.yaml:\d+: the message "call\.preroute" is there already \(.*call\.yaml:5\); remove one of them\n$/
      )
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})
