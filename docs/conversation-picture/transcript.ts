import { z } from 'zod'
import type { Card } from '../../src/domain/card.ts'

const button = z.object({ id: z.string(), label: z.string(), style: z.enum(['primary', 'danger', 'plain']) })
const step = z.object({ label: z.string(), state: z.enum(['done', 'active', 'pending', 'failed']) })

const block = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: z.string() }),
  z.object({ kind: z.literal('fields'), fields: z.array(z.object({ label: z.string(), value: z.string() })) }),
  z.object({ kind: z.literal('table'), columns: z.array(z.string()), rows: z.array(z.array(z.string())) }),
  z.object({ kind: z.literal('code'), text: z.string() }),
  z.object({ kind: z.literal('progress'), steps: z.array(step) }),
  z.object({ kind: z.literal('buttons'), buttons: z.array(button) }),
])

const card = z.object({
  title: z.string().exactOptional(),
  tone: z.enum(['neutral', 'progress', 'success', 'warning', 'danger']),
  mention: z.string().exactOptional(),
  blocks: z.array(block),
  footnote: z.string().exactOptional(),
}) satisfies z.ZodType<Card>

const entry = z.object({
  by: z.string(),
  /** The time of day as shown. */
  at: z.string().exactOptional(),
  text: z.string().exactOptional(),
  card: card.exactOptional(),
  /** The label of a button that this person pressed, instead of saying something. */
  pressed: z.string().exactOptional(),
  edited: z.boolean().exactOptional(),
})

export type Entry = z.infer<typeof entry>

/** Throws, naming every place that is not as it should be. */
export function parseTranscript(json: string): Entry[] {
  return z.array(entry).parse(JSON.parse(json))
}
