import type { Asker } from '../../access/permissions.ts'
import { foundWords, repairButtons } from '../../cards/device-cards.ts'
import { problemCard, sentenceCard } from '../../cards/sentence-card.ts'
import type { Card } from '../../domain/card.ts'
import { scopeFor } from '../../queries/scope.ts'
import { visibleRings } from '../../queries/visible-rings.ts'
import { textsIn } from '../../texts/texts-in.ts'
import type { AnswerParts, Wanted } from '../capability.ts'
import { openDeviceDrifts } from './device-drifts.ts'

/** Plans the fix of the one drift of a device that its person may fix; of several, asks which. */
export async function wantDeviceFix(
  parts: AnswerParts,
  asker: Asker,
  device: string,
  service: string | undefined,
): Promise<Wanted> {
  const texts = textsIn(asker.language)
  const reply = (card: Card): Wanted => ({ kind: 'reply', card })
  const rings = await visibleRings(scopeFor(parts, asker), { service }, 'drift.fix')
  const open = (await openDeviceDrifts(rings, parts.store)).filter((drift) => drift.device === device)
  const [drift, ...others] = open
  if (!drift) return reply(sentenceCard(texts.devices.nothingToFix({ device })))
  if (others.length > 0)
    return reply({
      ...problemCard(texts.devices.whichService({ device })),
      blocks: [
        { kind: 'text', text: texts.devices.whichService({ device }) },
        {
          kind: 'table',
          columns: [texts.devices.columns.service, texts.devices.columns.found],
          rows: open.map((one) => [one.service, foundWords(one, texts)]),
        },
        ...(repairButtons(open, texts).length > 0
          ? [{ kind: 'buttons' as const, buttons: repairButtons(open, texts) }]
          : []),
      ],
    })
  const { environment } = drift
  return {
    kind: 'change',
    request: { kind: 'repair', service: drift.service, environment, device },
    alwaysConfirm: texts.plans.alwaysConfirmed.repair,
    danger: true,
  }
}
