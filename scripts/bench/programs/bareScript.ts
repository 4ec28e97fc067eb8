/** The same as `script.ts` without any library: what Node itself takes to start. */
process.stdout.write("%%>install:80:call.route\n")
process.stdin.setEncoding("utf8")
process.stdin.on("data", (text: string) => {
  const id = /^%%>message:([^:]*):/m.exec(text)?.[1]
  if (id !== undefined) process.stdout.write(`%%<message:${id}:true::tone/dial\n`)
})
process.stdin.on("end", () => process.exit(0))
