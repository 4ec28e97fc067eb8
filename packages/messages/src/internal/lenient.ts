/** Which fields count as missing when their value doesn't fit, instead of refusing the message. */

const marked = new WeakSet<object>()

/** Marks a field, and gives it back. */
export const lenient = <Field extends object>(field: Field): Field => {
  marked.add(field)
  return field
}

export const isLenient = (field: object): boolean => marked.has(field)
