import { z } from 'zod'
import type { Catalog } from '../../../domain/catalog.ts'

const things = z
  .array(z.looseObject({ id: z.string().min(1), aliases: z.array(z.string()).default([]) }))
  .nullish()
  .transform((list) => (list ?? []).map(({ id, aliases }) => ({ id, aliases })))

const catalogSchema = z.looseObject({
  services: things,
  environments: things,
  rings: things,
  devices: things,
  workflows: things,
  bots: things,
})

/** @throws {Error} naming the file and the key of everything that is wrong. */
export function readCatalog(value: unknown, file: string): Catalog {
  const parsed = catalogSchema.safeParse(value ?? {})
  if (parsed.success) return parsed.data
  throw new Error(parsed.error.issues.map(({ path, message }) => `${file}: ${path.join('.')}: ${message}`).join('\n'))
}
