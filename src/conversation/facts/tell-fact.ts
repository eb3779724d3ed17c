import { withNamedMoments } from '../../cards/moments.ts'
import type { Card } from '../../domain/card.ts'
import type { PendingMessage } from '../../domain/projections.ts'
import { scopeFor } from '../../queries/scope.ts'
import { textsIn } from '../../texts/texts-in.ts'
import type { ThreadContext } from '../context.ts'
import { askedLast } from '../decide-words.ts'
import type { ConversationParts } from '../parts.ts'
import { tellAddress } from './address.ts'
import { tellApprovers } from './approvers.ts'
import { tellCanary } from './canary.ts'
import { tellComparison } from './comparison.ts'
import { tellDeployment } from './deployment.ts'
import { tellDuration } from './duration.ts'
import type { Telling, ToldFact } from './fact.ts'
import { tellGates } from './gates.ts'
import { tellPlaces } from './places.ts'
import { tellPlanRisk } from './plan-risk.ts'
import { tellReplicas } from './replicas.ts'
import { tellHolders } from './rights.ts'
import { tellVersions } from './versions.ts'

/** Answers each fact with a line of its own, the first first. Each is told only of places that its person may see. */
export async function tellFacts(
  parts: ConversationParts,
  { by, groups, language, timeZone, thread }: PendingMessage,
  context: ThreadContext,
  facts: readonly ToldFact[],
): Promise<Card> {
  const scope = scopeFor(parts, { user: by, groups, language })
  const zone = timeZone ?? parts.settings.gates.timeZone
  const telling: Telling = { scope, thread, now: parts.clock.now(), zone, language, texts: textsIn(language) }
  const cards = await Promise.all(facts.map((fact) => tellFact(parts, context, fact, telling)))
  const refuses = cards.find((card) => card.refuses)?.refuses
  const all = { ...cards[0], blocks: cards.flatMap(({ blocks }) => blocks), ...(refuses && { refuses }) }
  return withNamedMoments({ tone: 'neutral', ...all })
}

async function tellFact(
  { permissions }: ConversationParts,
  context: ThreadContext,
  fact: ToldFact,
  telling: Telling,
): Promise<Card> {
  switch (fact.kind) {
    case 'address':
      return tellAddress(fact.about, telling)
    case 'deployment':
      return tellDeployment(fact, telling)
    case 'duration':
      return tellDuration(fact, telling)
    case 'versions':
      return tellVersions(fact, telling)
    case 'places':
      return tellPlaces(fact, telling)
    case 'comparison':
      return tellComparison(fact, telling)
    case 'canary':
      return tellCanary(fact, telling)
    case 'replicas':
      return tellReplicas(fact.about, telling)
    case 'gates':
      return tellGates(fact, telling)
    case 'plan-risk':
      return tellPlanRisk(planAskedAbout(context), telling)
    case 'approvers':
      return tellApprovers(fact.about, telling, permissions)
    case 'holders':
      return tellHolders(fact.about, telling, permissions)
  }
}

/** The plan that its person was asked about last. */
function planAskedAbout(context: ThreadContext) {
  const open = askedLast(context)
  return open?.kind === 'confirmation' ? open.confirmation : context.confirmations[0]
}
