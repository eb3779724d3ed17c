import type { AccessRequest } from '../../access/policy.ts'
import { deed } from '../../access/sentences.ts'
import type { Block, Card } from '../../domain/card.ts'
import { blocking, decideGates } from '../../domain/gates/decide-gates.ts'
import type { Place } from '../../domain/place.ts'
import { otherAccountsOf } from '../../domain/same-person.ts'
import { gateFacts } from '../../queries/gate-facts.ts'
import { gateSentences } from '../../queries/gate-sentences.ts'
import { placesOf } from '../../queries/places.ts'
import type { Texts } from '../../texts/texts.ts'
import type { AnswerParts, Question, ReadCapability } from '../capability.ts'
import { type Rights, rightsInWords } from './rights-in-words.ts'

/** What the person may do where, in words, and whom to ask for the rest; of one place, when it is named. */
async function answerAccess(parts: AnswerParts, { asker, slots, texts }: Question): Promise<Card> {
  const { permissions, settings } = parts
  const { service, environment } = slots
  const where = {
    ...(service !== undefined && { service: String(service) }),
    ...(environment !== undefined && { environment: String(environment) }),
  }
  const rights = await rightsOf(parts, asker, placesOf(settings, where), texts)
  if (rights.open.length === 0 && Object.keys(where).length > 0) {
    const missing = ['service', 'environment'].filter((slot) => slots[slot] === undefined)
    const access = await permissions.decide(asker, { intent: 'deploy.start', effect: 'change', missing, ...where })
    if (access.kind === 'refused') return { tone: 'neutral', blocks: [text(access.sentence)] }
  }
  const sentences = rightsInWords(rights, texts)
  if (sentences.length > 0) {
    const mine = await permissions.describe(asker)
    const now = await stoppedNow(parts, asker, slots, texts)
    return {
      tone: 'neutral',
      blocks: [text([...sentences, ...now].join('\n')), text(texts.access.yourRoles({ roles: mine.join('\n') }))],
    }
  }
  const looking = await permissions.decide(asker, { intent: LOOK, effect: 'read' })
  const why = looking.kind === 'refused' ? [looking.sentence] : []
  return { tone: 'neutral', blocks: [text([texts.access.nothing, ...why].join(' '))] }
}

/** Whoever may deploy somewhere asks whether they can: a freeze or a lock is a part of the answer. */
async function stoppedNow(
  parts: AnswerParts,
  asker: Question['asker'],
  { service, environment }: Question['slots'],
  texts: Texts,
): Promise<readonly string[]> {
  if (service === undefined || environment === undefined) return []
  const place = { service: String(service), environment: String(environment) }
  const facts = await gateFacts(parts.settings, parts.store, place)
  const accounts = otherAccountsOf(asker.user, parts.settings.people ?? [])
  const verdicts = decideGates(facts, { ...place, does: 'deploy', by: asker.user, accounts }, parts.clock.now())
  const stopping = blocking(verdicts).filter(({ rule }) => rule !== 'order')
  const sentences = await gateSentences(stopping, place, parts, texts)
  return sentences.length === 0 ? [] : [[texts.gates.notNow, ...sentences].join(' ')]
}

const LOOK = 'deploy.status'
const WORK = ['deploy.start', 'rollback.start'] as const
const BESIDES = ['task.cancel', 'drift.fix'] as const

/** Each place is named only where the person may look or do something. */
async function rightsOf(
  { permissions, effectOf }: Pick<AnswerParts, 'permissions' | 'effectOf'>,
  asker: Question['asker'],
  places: readonly Place[],
  texts: Texts,
): Promise<Rights> {
  const request = (intent: string, where: Partial<Place>): AccessRequest => ({
    intent,
    effect: effectOf(intent),
    ...where,
  })
  const services = [...new Set(places.map(({ service }) => service))]
  const allowed = await permissions.permitted(asker, [
    ...places.flatMap((place) => [LOOK, ...WORK, ...BESIDES].map((intent) => request(intent, place))),
    ...services.map((service) => request('build.start', { service })),
  ])
  const keys = new Set(allowed.map(keyOf))
  const may = (intent: string, where: Partial<Place>): boolean => keys.has(keyOf({ intent, ...where }))
  const open = places.map(({ service, environment }) => {
    const place = { service, environment }
    const deeds = (intents: readonly string[]) =>
      intents.filter((intent) => may(intent, place)).map((intent) => deed(intent, texts))
    return { ...place, work: deeds(WORK), besides: deeds(BESIDES) }
  })
  const closed = places.filter((place) => may(LOOK, place) && !may('deploy.start', place))
  return {
    open: open.filter(({ work, besides }) => work.length + besides.length > 0),
    closed: await Promise.all(
      closed.map(async (place) => {
        const deploying = request('deploy.start', place)
        return {
          ...place,
          roles: permissions.rolesFor(deploying),
          holders: await permissions.whoMay(deploying, asker.language),
        }
      }),
    ),
    builds: services.filter((service) => may('build.start', { service })),
  }
}

const keyOf = ({ intent, service, environment }: Pick<AccessRequest, 'intent' | 'service' | 'environment'>): string =>
  JSON.stringify([intent, service, environment])

const text = (words: string): Block => ({ kind: 'text', text: words })

export const accessShow = {
  intent: 'access.show',
  effect: 'read',
  answer: answerAccess,
} as const satisfies ReadCapability
