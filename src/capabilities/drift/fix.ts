import type { Asker } from '../../access/permissions.ts'
import { problemCard, sentenceCard } from '../../cards/sentence-card.ts'
import { driftFixFor } from '../../changes/drift-fix.ts'
import { deployRequest } from '../../changes/plans/deploy.ts'
import { rollbackRequest } from '../../changes/plans/rollback.ts'
import type { Card } from '../../domain/card.ts'
import type { Slots } from '../../domain/understanding.ts'
import { findDrifts, isOfPlace } from '../../queries/find-drifts.ts'
import { scopeFor } from '../../queries/scope.ts'
import { textsIn } from '../../texts/texts-in.ts'
import type { AnswerParts, ChangeCapability, Wanted } from '../capability.ts'
import { wantDeviceFix } from './fix-device.ts'
import { driftsCard } from './list.ts'

/**
 * Shows the drifts that may be meant, each with its button: what a text says of a place may be a name that is not known,
 * and then nothing must be planned for another. Only where service and environment are both known is it planned at once.
 */
async function wantDriftFix(parts: AnswerParts, asker: Asker, slots: Slots): Promise<Wanted> {
  const { service, environment, device } = slots
  if (device !== undefined && parts.devices)
    return wantDeviceFix(parts, asker, String(device), service === undefined ? undefined : String(service))
  const texts = textsIn(asker.language)
  const reply = (card: Card): Wanted => ({ kind: 'reply', card })
  if (device !== undefined) return reply(problemCard(texts.drift.notMonitoredAsk({ device: String(device) })))
  const where = {
    ...(service !== undefined && { service: String(service) }),
    ...(environment !== undefined && { environment: String(environment) }),
  }
  const found = (await findDrifts(scopeFor(parts, asker), where, 'drift.fix')).filter(isOfPlace)
  const [drift] = found
  if (!drift) return reply(sentenceCard(texts.drift.nothingToFix))
  if (service === undefined || environment === undefined)
    return reply(await driftsCard(texts.drift.whichOfThese, found, parts, texts))
  const fix = await driftFixFor(drift, parts.store, texts)
  if (typeof fix === 'string') return reply(problemCard(fix))
  const request = fix.intent === 'deploy.start' ? deployRequest(fix.slots, texts) : rollbackRequest(fix.slots, texts)
  return { kind: 'change', request, alwaysConfirm: texts.plans.rule.driftInWords, danger: true }
}

export const driftFix = {
  intent: 'drift.fix',
  effect: 'danger',
  spokenOf: /\b(?:fix|mend|repair|remedy|remediate|heal|put right|sort out)\b/i,
  want: wantDriftFix,
} as const satisfies ChangeCapability
