import { z } from 'zod'

/**
 * The part of JSON schema that describes the input and output of an agent: objects, lists, texts, numbers, yes or no, and
 * choices. It is read before anything is made of it, so that a slip is found where it stands.
 */
export type FormPart =
  | { readonly type: 'string'; readonly enum?: readonly string[]; readonly maxLength?: number }
  | { readonly type: 'number' | 'integer'; readonly minimum?: number; readonly maximum?: number }
  | { readonly type: 'boolean' }
  | { readonly type: 'array'; readonly items: FormPart; readonly minItems?: number; readonly maxItems?: number }
  | FormObject

export interface FormObject {
  readonly type: 'object'
  readonly properties: Readonly<Record<string, FormPart>>
  /** All of them when left out. */
  readonly required?: readonly string[]
}

const description = z.exactOptional(z.string())
const count = z.exactOptional(z.int().min(0))
const PROPERTY = /^[A-Za-z][A-Za-z0-9_]{0,39}$/

const string = z.strictObject({
  type: z.literal('string'),
  description,
  enum: z.exactOptional(z.array(z.string()).min(1)),
  maxLength: count,
})
const number = z.strictObject({
  type: z.enum(['number', 'integer']),
  description,
  minimum: z.exactOptional(z.number()),
  maximum: z.exactOptional(z.number()),
})
const boolean = z.strictObject({ type: z.literal('boolean'), description })
const array = z.strictObject({
  type: z.literal('array'),
  description,
  get items() {
    return part
  },
  minItems: count,
  maxItems: count,
})

export const formObjectSchema = z.strictObject({
  type: z.literal('object'),
  description,
  get properties() {
    return z
      .record(z.string().regex(PROPERTY, 'must be a name of letters, digits and underscores'), part)
      .refine((properties) => Object.keys(properties).length > 0, 'must name at least one property')
  },
  required: z.exactOptional(z.array(z.string())),
})

const part: z.ZodType<FormPart> = z.lazy(() =>
  z.discriminatedUnion('type', [string, number, boolean, array, formObjectSchema]),
) as z.ZodType<FormPart>
