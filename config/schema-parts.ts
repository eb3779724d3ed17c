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
}

/** The settings as a JSON schema: the source of the documentation and of advice on unknown keys. */
export const settingsParts = z.toJSONSchema(settingsSchema, { io: 'output', unrepresentable: 'any' }) as SchemaPart

/** The part of the schema for a setting; undefined when there can be no such setting. */
export function partAt(path: Path): SchemaPart | undefined {
  return path.reduce<SchemaPart | undefined>((part, step) => {
    if (part === undefined) return undefined
    if (typeof step === 'number') return part.items
    const named = Object.entries(part.properties ?? {}).find(([key]) => key === String(step))?.[1]
    return named ?? (typeof part.additionalProperties === 'object' ? part.additionalProperties : undefined)
  }, settingsParts)
}
