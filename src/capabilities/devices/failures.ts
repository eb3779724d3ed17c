import { foundWords } from '../../cards/device-cards.ts'
import { problemCard, sentenceCard } from '../../cards/sentence-card.ts'
import { ago } from '../../cards/words.ts'
import type { Card } from '../../domain/card.ts'
import { deviceLabel, drifts, serviceLabel } from '../../domain/projections.ts'
import { devicesSeen, type SeenDevice } from '../../queries/devices-seen.ts'
import { repairAttempts } from '../../queries/repair-attempts.ts'
import { scopeFor } from '../../queries/scope.ts'
import { visibleRings } from '../../queries/visible-rings.ts'
import type { AnswerParts, Question, ReadCapability } from '../capability.ts'
import { inventoryTrouble } from './inventory-words.ts'

/** Nobody reads more rows in a chat. */
const ROWS_SHOWN = 25

/** The devices that do not have what they should, in the rings that the asker may see. */
async function answerFailures(parts: AnswerParts, { right, asker, slots, texts }: Question): Promise<Card> {
  const words = texts.devices
  const { devices, clock, store } = parts
  if (!devices) return problemCard(words.noInventory)
  const rings = await visibleRings(scopeFor(parts, asker), slots, right)
  const now = clock.now()
  try {
    const seen = await devicesSeen(rings, devices, now, store)
    if (seen.length === 0) return problemCard(words.noDevices)
    const failed = seen.filter(({ observed }) => observed !== undefined)
    const since = slots.window === undefined ? undefined : now.getTime() - Number(slots.window) * 1_000
    const recent = since === undefined ? failed : await failedSince(failed, since, parts)
    if (recent.length === 0) return sentenceCard(words.noFailures({ count: seen.length }))
    return await failuresCard(recent, parts, now, texts)
  } catch (error) {
    return problemCard(inventoryTrouble(error, texts))
  }
}

/** What is not recorded yet has been seen just now. */
async function failedSince(
  failed: readonly SeenDevice[],
  sinceMs: number,
  { store }: AnswerParts,
): Promise<readonly SeenDevice[]> {
  const found = await Promise.all(
    failed.map(async ({ device: { id, service } }) => {
      const [drift] = await store.list(drifts, { labels: ['open', deviceLabel(id), serviceLabel(service)], limit: 1 })
      return drift === undefined || Date.parse(drift.foundAt) >= sinceMs
    }),
  )
  return failed.filter((_, index) => found[index])
}

async function failuresCard(
  failed: readonly SeenDevice[],
  { store }: AnswerParts,
  now: Date,
  texts: Question['texts'],
): Promise<Card> {
  const words = texts.devices
  const { device, service, ring, found } = words.columns
  const shown = failed.slice(0, ROWS_SHOWN)
  const rows = await Promise.all(
    shown.map(async ({ device: one, expected, observed }) => {
      const tried = await repairAttempts({ service: one.service, device: one.id }, now, store)
      const what = observed ? foundWords({ ...observed, expected }, texts) : ''
      return [one.id, one.service, one.ring, what, ago(one.lastSeen, now, texts), String(tried.length)]
    }),
  )
  const more = failed.length - shown.length
  return {
    title: words.failures({ count: failed.length }),
    tone: 'warning',
    listed: shown.map(({ device: one }) => ({
      kind: 'device',
      id: one.id,
      values: { device: one.id, service: one.service, ring: one.ring },
    })),
    blocks: [
      {
        kind: 'table',
        columns: [device, service, ring, found, words.failureColumns.lastSeen, words.failureColumns.fixes],
        rows,
      },
      ...(more > 0 ? [{ kind: 'text' as const, text: words.more({ count: more }) }] : []),
    ],
  }
}

export const deviceFailures = {
  intent: 'device.failures',
  effect: 'read',
  answer: answerFailures,
} as const satisfies ReadCapability
