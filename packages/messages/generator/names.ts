/** How the catalogue's names become names in TypeScript. */

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** `call.route` is exported as `CallRoute`, `sip.<method>` as `SipMethod`. */
export const exportName = (message: string): string =>
  message.split(".").map((part) => capital(part.replace(/[<>]/g, ""))).join("")

/** A family's module: `call` is `Call`. */
export const moduleName = (family: string): string => capital(family)

/** A group's interface: that of `channelFull` is `ChannelFull`. */
export const groupType = (group: string): string => capital(group)

/** A message's page. */
export const pageName = (message: string): string => `${message.replace(/[<>]/g, "")}.md`

/** A message whose name has a part that varies, `sip.<method>`: that part, or nothing. */
export const variablePart = (message: string): string | undefined => /<([a-z]+)>$/.exec(message)?.[1]

/** A key of an object literal. */
export const key = (name: string): string => /^[a-zA-Z_]\w*$/.test(name) ? name : JSON.stringify(name)
