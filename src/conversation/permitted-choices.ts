import type { Asker, Permissions } from '../access/permissions.ts'
import type { Understanding } from '../domain/understanding.ts'
import { textsIn } from '../texts/texts-in.ts'
import { stillWaiting } from './ask.ts'
import type { Choice, Decision } from './decide.ts'
import type { ConversationParts } from './parts.ts'
import { severalPrompt } from './several/several-asked.ts'

type Ask = Extract<Decision, { kind: 'ask' }>
type AskParts = Pick<ConversationParts, 'readRequest' | 'effectOf'> & {
  readonly permissions: Pick<Permissions, 'decide'>
}

/** A question that offers whole requests, with those alone that its person may make: it names places. */
export async function amongPermittedRequests(parts: AskParts, asker: Asker, asked: Ask): Promise<Decision> {
  const texts = textsIn(asker.language)
  const checked = await Promise.all(
    asked.choices.map(async (choice) => ({ choice, refusal: await refusalOf(parts, asker, choice) })),
  )
  const refusals = [...new Set(checked.flatMap(({ refusal }) => refusal ?? []))]
  const [first] = refusals
  if (first === undefined) return asked
  const choices = checked.filter(({ refusal }) => refusal === undefined).map(({ choice }) => choice)
  if (choices.length === 0) return { kind: 'refuse', sentence: first }
  if (!asked.several) return { ...asked, prompt: texts.questions.notSure, choices }
  const prompt = choices.length > 1 ? severalPrompt(choices, texts) : stillWaiting(choices, texts)
  return { ...asked, prompt: [...refusals, prompt].join('\n'), choices, refused: refusals }
}

async function refusalOf(
  { readRequest, effectOf, permissions }: AskParts,
  asker: Asker,
  { request }: Choice,
): Promise<string | undefined> {
  if (!request) return undefined
  const { intent, slots } = readRequest(request)
  const access = await permissions.decide(asker, { intent, effect: effectOf(intent), ...placeOf(slots) })
  return access.kind === 'refused' ? access.sentence : undefined
}

/** What is not named yet is decided on once it is. */
function placeOf({ service, environment }: Understanding['slots']) {
  return {
    missing: [...(service === undefined ? ['service'] : []), ...(environment === undefined ? ['environment'] : [])],
    ...(service !== undefined && { service: String(service) }),
    ...(environment !== undefined && { environment: String(environment) }),
  }
}
