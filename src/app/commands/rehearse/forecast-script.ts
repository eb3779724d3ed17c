import { z } from 'zod'

const how = z.enum(['added', 'changed', 'removed'])

/** One thing that a deployment would change, as the card tells it. */
const change = z.discriminatedUnion('what', [
  z.strictObject({ what: z.literal('image'), from: z.string(), to: z.string(), container: z.string().exactOptional() }),
  z.strictObject({ what: z.literal('replicas'), of: z.string(), from: z.int(), to: z.int() }),
  z.strictObject({ what: z.enum(['created', 'removed']), kind: z.string(), name: z.string() }),
  z.strictObject({ what: z.literal('variable'), name: z.string(), how }),
  z.strictObject({ what: z.literal('entry'), of: z.string(), key: z.string(), how }),
  z.strictObject({ what: z.literal('field'), of: z.string(), field: z.string(), how }),
  z.strictObject({ what: z.literal('contested'), of: z.string(), field: z.string(), by: z.string() }),
])

const digest = z.union([z.enum(['missing', 'not-told']), z.string().regex(/^sha256:[0-9a-f]{64}$/)])

/** What a registry says of the images of versions. */
export const images = z
  .record(z.string(), digest)
  .default({})
  .describe('What the registry says of the tag of a version: a digest, `missing` or `not-told`')

export const foresees = z
  .record(z.string(), z.union([z.string(), z.array(change)]))
  .default({})
  .describe('What the cluster says that a version would change; a text: why that cannot be asked')

export const tagTurn = z
  .strictObject({ service: z.string(), version: z.string(), to: digest })
  .describe('The tag of a version points to another image, or the registry says something else of it')
