import { z } from 'zod'
import type { FormObject, FormPart } from './form-schema.ts'

/** What checks values of a form. Texts and lists without a limit of their own get one, so that no answer is endless. */
export function formOf(form: FormObject): z.ZodType<object> {
  return z.strictObject(propertiesOf(form))
}

/** The same, and what the form does not name is left away: an agent sees what it asks for, of all that is known. */
export function viewOf(form: FormObject): z.ZodType<object> {
  return z.object(propertiesOf(form))
}

function propertiesOf({ properties, required = Object.keys(properties) }: FormObject): z.ZodRawShape {
  return Object.fromEntries(
    Object.entries(properties).map(([name, part]) => {
      const checked = partOf(part)
      return [name, required.includes(name) ? checked : z.exactOptional(checked)]
    }),
  )
}

const LONGEST_TEXT = 20_000
const LONGEST_LIST = 500

function partOf(part: FormPart): z.ZodType {
  switch (part.type) {
    case 'string':
      return part.enum ? z.enum([...part.enum]) : z.string().max(part.maxLength ?? LONGEST_TEXT)
    case 'boolean':
      return z.boolean()
    case 'integer':
      return within(z.int(), part)
    case 'number':
      return within(z.number(), part)
    case 'array':
      return z
        .array(partOf(part.items))
        .min(part.minItems ?? 0)
        .max(part.maxItems ?? LONGEST_LIST)
    case 'object':
      return formOf(part)
  }
}

function within(
  number: z.ZodNumber,
  { minimum, maximum }: { readonly minimum?: number; readonly maximum?: number },
): z.ZodType {
  const above = minimum === undefined ? number : number.min(minimum)
  return maximum === undefined ? above : above.max(maximum)
}
