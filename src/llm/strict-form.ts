import { z } from 'zod'
import type { Json, JsonObject } from '../domain/event.ts'

/**
 * The form as JSON schema in the way every provider takes it: each property is required, and one that may be left out may
 * be null instead.
 */
export function strictSchema(form: z.ZodType): JsonObject {
  return z.toJSONSchema(form, {
    override({ jsonSchema }) {
      const { properties, required = [] } = jsonSchema
      if (!properties) return
      for (const [name, part] of Object.entries(properties)) {
        if (!required.includes(name))
          properties[name] = { anyOf: [part as z.core.JSONSchema.JSONSchema, { type: 'null' }] }
      }
      jsonSchema.required = Object.keys(properties)
    },
  }) as JsonObject
}

/** The value without what is null: how a strict answer says that something is left out. */
export function withoutNulls(value: Json): Json {
  if (value === null || typeof value !== 'object') return value
  if (isList(value)) return value.map(withoutNulls)
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, part]) =>
      part === null || part === undefined ? [] : [[key, withoutNulls(part)]],
    ),
  )
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value)
