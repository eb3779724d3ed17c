import { z } from 'zod'
import { settingsSchema } from './schema.ts'
import type { Path } from './source.ts'

/** What a JSON schema says of one part of the settings; only what is used here. */
export interface SchemaPart {
  readonly type?: string
  readonly description?: string
  readonly default?: unknown
  readonly enum?: readonly unknown[]
  readonly properties?: Readonly<Record<string, SchemaPart>>
  readonly required?: readonly string[]
  readonly additionalProperties?: SchemaPart | boolean
  readonly items?: SchemaPart
  readonly const?: unknown
  /** Kinds of a thing, told apart by their `kind`. */
  readonly oneOf?: readonly SchemaPart[]
}

/** The settings as a JSON schema: the source of the documentation and of advice on unknown keys. */
export const settingsParts = z.toJSONSchema(settingsSchema, { io: 'output', unrepresentable: 'any' }) as SchemaPart

/** The part of the schema for a setting; undefined when there can be no such setting. */
export function partAt(path: Path): SchemaPart | undefined {
  return path.reduce<SchemaPart | undefined>((part, step) => {
    if (part === undefined) return undefined
    if (typeof step === 'number') return part.items
    return (
      partsIn(part)[String(step)] ??
      (typeof part.additionalProperties === 'object' ? part.additionalProperties : undefined)
    )
  }, settingsParts)
}

/** The parts that a part may have; of kinds, those that any of them may have. */
export function partsIn({ properties = {}, oneOf = [] }: SchemaPart): Readonly<Record<string, SchemaPart>> {
  const ofKinds = Object.assign({}, ...oneOf.map((kind) => kind.properties).reverse()) as Record<string, SchemaPart>
  return { ...ofKinds, ...(oneOf.length > 0 && { kind: kindPart(oneOf) }), ...properties }
}

function kindPart(kinds: readonly SchemaPart[]): SchemaPart {
  const named = kinds.flatMap(({ properties: { kind } = {} }) =>
    kind ? [`\`${kind.const}\`: ${kind.description}`] : [],
  )
  return { description: named.join('; ') }
}
