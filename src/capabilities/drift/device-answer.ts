import { problemCard, sentenceCard } from '../../cards/sentence-card.ts'
import type { Card } from '../../domain/card.ts'
import type { Place } from '../../domain/place.ts'
import type { WatchedDevices } from '../../queries/observe-devices.ts'
import type { Texts } from '../../texts/texts.ts'
import type { AnswerParts } from '../capability.ts'
import { inventoryTrouble } from '../devices/inventory-words.ts'
import { deviceDriftBlocks, driftedDevices, listedDevices } from './device-drifts.ts'

/** Which devices of these rings have drifted. Looks again, since somebody may have just seen something. */
export async function deviceDriftsCard(
  rings: readonly Place[],
  watched: WatchedDevices,
  parts: Pick<AnswerParts, 'store' | 'clock'>,
  device: string | undefined,
  texts: Texts,
): Promise<Card> {
  const words = texts.devices
  try {
    const found = await driftedDevices(rings, watched, parts, device)
    const count = found.drifted.length
    if (found.looked === 0) return problemCard(device === undefined ? words.noDevices : words.unknownDevice({ device }))
    if (count === 0) return { ...sentenceCard(words.noneDrifted({ count: found.looked })), tone: 'success' }
    return {
      title: words.drifted({ count }),
      tone: 'warning',
      listed: listedDevices(found),
      blocks: await deviceDriftBlocks(found, parts, texts),
    }
  } catch (error) {
    return problemCard(inventoryTrouble(error, texts))
  }
}

/** One answer for services and devices; what is worse sets its tone. */
export function withDevices(card: Card, devices: Card): Card {
  const heading = devices.title === undefined ? [] : [{ kind: 'text' as const, text: devices.title }]
  return {
    ...card,
    tone: devices.tone === 'warning' ? devices.tone : card.tone,
    ...(devices.listed && { listed: devices.listed }),
    blocks: [...card.blocks, ...heading, ...devices.blocks],
  }
}
