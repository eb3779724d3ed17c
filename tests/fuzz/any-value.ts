import fc, { type Arbitrary } from 'fast-check'

export interface JsonSchema {
  readonly $ref?: string
  readonly type?: string
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly format?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly items?: JsonSchema
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: JsonSchema | boolean
  readonly anyOf?: readonly JsonSchema[]
  readonly oneOf?: readonly JsonSchema[]
}

/** What is really there, by the names of the fields that hold such: ids of one's own and of others. */
export type Known = Readonly<Record<string, readonly (string | number)[]>>

export interface Around {
  readonly schemas: Readonly<Record<string, JsonSchema>>
  readonly known: Known
  /** Of the field. */
  readonly name: string
}

/** So many of a hundred values are of no use to whoever takes them. */
const HOSTILE = 12
const FAR_TOO_LONG = 300_000

const hostile: Arbitrary<unknown> = fc.oneof(
  fc.jsonValue(),
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.constantFrom(
    ...['', ' ', '\u0000', 'a\u0000b', '\ud800', '\u202e', '../../etc/passwd', '%00', "' or 1=1 --", '__proto__'],
    ...['constructor', 'null', '${{ secrets.x }}', '<script>', 'TASK-99999999999999999999', 'CHG-0', 'x'.repeat(5_000)],
  ),
  fc.constantFrom(-1, 0, 1e308, 2 ** 53, 0.5, null, true, [], {}, [[]], { a: { b: {} } }),
  { weight: 1, arbitrary: fc.constant('y'.repeat(FAR_TOO_LONG)) },
)

/** Mostly what the schema says, and often what is really there. */
export function anyValue(schema: JsonSchema, around: Around): Arbitrary<unknown> {
  return fc.oneof({ weight: 100 - HOSTILE, arbitrary: valid(schema, around) }, { weight: HOSTILE, arbitrary: hostile })
}

function valid(schema: JsonSchema, around: Around): Arbitrary<unknown> {
  const { schemas, known, name } = around
  if (schema.$ref !== undefined) {
    const named = schemas[schema.$ref.replace('#/components/schemas/', '')]
    if (!named) throw new Error(`${schema.$ref} is nowhere`)
    return valid(named, around)
  }
  const choice = schema.anyOf ?? schema.oneOf
  if (choice) return fc.oneof(...choice.map((one) => valid(one, around)))
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if (schema.const !== undefined) return fc.constant(schema.const)
  const there = known[name] ?? []
  if (there.length > 0) return fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...there) }, scalar(schema))
  switch (schema.type) {
    case 'object':
      return objectOf(schema, around)
    case 'array':
      return fc.array(anyValue(schema.items ?? {}, around), { maxLength: 3 })
    default:
      return scalar(schema)
  }
}

function scalar({ type, format, minimum, maximum }: JsonSchema): Arbitrary<unknown> {
  switch (type) {
    case 'integer':
    case 'number':
      return fc.integer({ min: Math.max(minimum ?? -5, -1_000), max: Math.min(maximum ?? 1_000, 100_000) })
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    default:
      if (format === 'uuid') return fc.uuid()
      if (format === 'date-time') return fc.date({ noInvalidDate: true }).map((date) => date.toISOString())
      return fc.oneof(fc.string({ maxLength: 60 }), fc.lorem({ maxCount: 8 }))
  }
}

function objectOf(
  { properties = {}, required = [], additionalProperties }: JsonSchema,
  around: Around,
): Arbitrary<unknown> {
  const fields = Object.entries(properties).map(([name, schema]) =>
    fc
      .option(anyValue(schema, { ...around, name }), { nil: undefined, freq: required.includes(name) ? 20 : 1 })
      .map((value) => [name, value] as const),
  )
  const entries =
    typeof additionalProperties === 'object'
      ? fc.array(
          fc
            .constantFrom(...(around.known.slots ?? ['name']))
            .chain((slot) =>
              anyValue(additionalProperties, { ...around, name: String(slot) }).map((value) => [slot, value] as const),
            ),
          { maxLength: 4 },
        )
      : fc.constant([])
  return fc
    .tuple(fc.tuple(...fields), entries)
    .map(([named, more]) => Object.fromEntries([...named, ...more].filter(([, value]) => value !== undefined)))
}
