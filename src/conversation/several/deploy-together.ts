import { requiredFor } from '../../changes/approvals/required.ts'
import { stopOf } from '../../changes/gates.ts'
import { deploymentOf } from '../../changes/plans/wanted-deployment.ts'
import type { PendingMessage } from '../../domain/projections.ts'
import { DEPLOY_STRATEGIES } from '../../domain/release.ts'
import { isPlace, type Settings } from '../../domain/settings.ts'
import type { StructuredRequest } from '../../domain/structured-request.ts'
import { LIKENESS } from '../../domain/understanding.ts'
import type { Several, WantedDeployment } from '../../domain/workflows/several.ts'
import type { Texts } from '../../texts/texts.ts'
import type { Decision } from '../decide.ts'
import type { ConversationParts } from '../parts.ts'
import { waitsForHealth } from './waits-for-health.ts'

type Ask = Extract<Decision, { kind: 'ask' }>

/**
 * Several deployments that are whole and of which nothing is left unread, none of them read by a language model; undefined
 * for anything else.
 */
export function severalDeployments(asked: Ask, settings: Settings): Several | undefined {
  const { choices, unread = [], model } = asked
  if ((model !== undefined && model !== LIKENESS) || choices.length < 2) return undefined
  const wanted = choices.flatMap(({ request }) => wantedOf(request, settings) ?? [])
  if (wanted.length < choices.length) return undefined
  const places = new Set(wanted.map(({ service, environment }) => `${service}/${environment}`))
  if (places.size < wanted.length || !unread.every((said) => waitsForHealth(said, wanted))) return undefined
  return { deployments: wanted, ...(unread.length > 0 && { whenHealthy: true as const }) }
}

function wantedOf(request: StructuredRequest | undefined, settings: Settings): WantedDeployment | undefined {
  if (request?.intent !== 'deploy.start') return undefined
  const { service, environment, ref = 'latest', strategy: named, ...others } = request.slots
  const strategy = DEPLOY_STRATEGIES.find((known) => known === named)
  const isOdd = Object.values(others).some((value) => value !== undefined) || (named !== undefined && !strategy)
  if (isOdd || service === undefined || environment === undefined) return undefined
  const place = { service: String(service), environment: String(environment) }
  if (!isPlace(settings, place)) return undefined
  return { ...place, ref: String(ref), ...(strategy && { strategy }) }
}

/**
 * Why they cannot all be confirmed at once, as a sentence: one cannot be planned, something stands in the way of it, or it needs
 * what is asked of others, such as an approval. They are then asked about one by one. Undefined where they can.
 */
export async function whyNotTogether(
  parts: ConversationParts,
  { deployments }: Several,
  { by, correlationId }: Pick<PendingMessage, 'by' | 'correlationId'>,
  texts: Texts,
): Promise<string | undefined> {
  for (const wanted of deployments) {
    const found = await deploymentOf(wanted, parts, texts)
    const about = (what: string) => texts.several.about({ ...wanted, what })
    if (found.kind === 'problem') return about(found.sentence)
    const { plan } = found
    const stop = await stopOf(plan, by, parts, texts)
    if (stop) return about(stop.sentence)
    const risk = await parts.risks.judge(plan, correlationId)
    // A warning, or the advice to try it on a few users first, is read on a card of its own.
    if (risk.verdict !== 'go') return about(`${texts.confirmations.risk[risk.verdict]}: ${risk.reasons.join(' ')}`)
    const { required } = await requiredFor(parts, plan, risk, texts)
    if (required.length > 0) return about(required.map(({ why }) => why).join(' '))
  }
  return undefined
}
