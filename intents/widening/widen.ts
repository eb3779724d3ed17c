import type { Frame } from '../model/example-file.ts'
import { expand } from '../model/expand.ts'
import { createRandom } from '../model/random.ts'
import type { Parts } from './parts.ts'

/** A sentence to learn from, and what it asks for. */
export interface Sentence {
  readonly text: string
  readonly intent: string
}

const OUT_OF_SCOPE = 'out_of_scope'
const STORIES_OF_TALK = 2
/** How often a told story names the thing that the request then calls "it". */
const NAMED_IN_STORY = 0.3
const CONTRASTED = 0.25
const WITH_AFTERTHOUGHT = 0.35

type Pick = (texts: readonly string[]) => string

/**
 * Longer messages made of short ones, as people write them: a circumstance before the request, an afterthought behind it,
 * polite words around it; what is denied or only told of is talk.
 * @param seed Another one draws other sentences.
 */
export function widen(sentences: readonly Sentence[], parts: Parts, seed: number): readonly Sentence[] {
  const random = createRandom(seed)
  const pick: Pick = (texts) => texts[Math.floor(random() * texts.length)] ?? ''
  const requests = sentences.filter(({ intent }) => !isConversation(intent))
  const orders = requests.map(({ text }) => text).filter(isOrder)
  const wider: Sentence[] = []
  for (const sentence of sentences) {
    if (sentence.intent === OUT_OF_SCOPE) {
      for (let story = 0; story < STORIES_OF_TALK; story++) wider.push(told(sentence, parts, pick, random))
    } else if (!isConversation(sentence.intent)) {
      wider.push(told(sentence, parts, pick, random), wrapped(sentence, parts, pick))
      if (parts.contrasts.length > 0 && isOrder(sentence.text) && random() < CONTRASTED)
        wider.push(contrasted(sentence, pick(orders), pick(parts.contrasts)))
    }
  }
  return [...wider, ...talk(orders, parts, pick)]
}

function isConversation(intent: string): boolean {
  return /^(?:chat|confirm)\.|^out_of_scope$/.test(intent)
}

function told(sentence: Sentence, parts: Parts, pick: Pick, random: () => number): Sentence {
  const service = sentence.text.includes('_service_') && sentence.intent !== OUT_OF_SCOPE && random() < NAMED_IN_STORY
  const isNamed = service && parts.circumstancesOfService.length > 0
  const story = isNamed ? filled(pick(parts.circumstancesOfService)) : pick(parts.circumstances)
  const text = isNamed ? withIt(sentence.text) : sentence.text
  const joiners =
    isOrder(text) && random() < 0.4 && parts.joinersToImperative.length > 0 ? parts.joinersToImperative : parts.joiners
  const begun = random() < 0.8 ? `${story}${pick(joiners)}${text}` : text
  const ended =
    begun === text || random() < WITH_AFTERTHOUGHT ? `${begun}${pick(ENDINGS)}${pick(parts.afterthoughts)}` : begun
  return { intent: sentence.intent, text: ended }
}

const ENDINGS = [', ', '. ', ' - ', '; ', ' ']

function withIt(text: string): string {
  return text.replace(/(?:the )?_service_(?:'s)?/, 'it')
}

function filled(text: string): string {
  return text.replace(/\{([a-z]+)\}/g, '_$1_')
}

function wrapped({ intent, text }: Sentence, parts: Parts, pick: Pick): Sentence {
  if (isOrder(text)) return { intent, text: filled(pick(parts.wrapsOfImperative)).replace('_request_', text) }
  if (isQuestion(text))
    return { intent, text: filled(pick(parts.wrapsOfQuestion)).replace('_question_', text.replace(/\?$/, '')) }
  if (parts.wrapsOfNoun.length > 0 && isNoun(text))
    return { intent, text: filled(pick(parts.wrapsOfNoun)).replace('_thing_', text) }
  return { intent, text: `${pick(parts.circumstances)}${pick(parts.joiners)}${text}` }
}

function contrasted({ intent, text }: Sentence, denied: string, contrast: string): Sentence {
  return { intent, text: contrast.replace('{request}', text).replace('{denied}', denied) }
}

/** What is denied, told, asked of nobody or meant for somebody else. */
function talk(orders: readonly string[], parts: Parts, pick: Pick): readonly Sentence[] {
  const denied = orders.flatMap((text, index) =>
    index % 4 === 0 && parts.denials.length > 0 ? [pick(parts.denials).replace('{denied}', text)] : [],
  )
  const reported = orders.flatMap((text, index) =>
    index % 3 === 0 && parts.told.length > 0 ? [pick(parts.told).replace('{request}', text)] : [],
  )
  const foreign = orders.flatMap((text, index) =>
    index % 4 === 0 && parts.foreignThings.length > 0 && text.includes('_service_')
      ? [text.replace('_service_', pick(parts.foreignThings))]
      : [],
  )
  const alone = [
    ...parts.circumstances,
    ...parts.circumstancesOfService.map(filled),
    ...parts.foreignRequests.map(filled),
  ]
  return [...denied, ...reported, ...foreign, ...alone].map((text) => ({ text, intent: OUT_OF_SCOPE }))
}

const ORDER =
  /^(?:deploy|redeploy|build|rebuild|compile|restart|bounce|reboot|recycle|roll|rollback|revert|undo|ship|release|publish|push|promote|scale|lock|unlock|freeze|unfreeze|cancel|stop|abort|kill|retry|rerun|re-run|run|start|trigger|kick|launch|approve|reject|decline|deny|submit|schedule|put|take|bring|get|give|show|list|tell|check|fetch|pull|open|close|resolve|ack|acknowledge|create|make|add|remove|delete|drop|fix|repair|review|test|generate|write|set|turn|move|make|block|pause|hold|raise|declare|file|report|display|print|dump|tail|find|see|compare|diff|explain|describe|send|hand|switch|bump|increase|reduce|lower|mark|sign|let|do|cut|produce|queue|register|call|name)\b/i
const QUESTION =
  /^(?:what|what's|which|how|how's|is|are|was|were|do|does|did|has|have|can|could|may|who|who's|whose|when|where|why|any|anything|am|should)\b/i

/** By English words: in another language a request is told with a circumstance before it. */
const isOrder = (text: string): boolean => ORDER.test(text)
const isQuestion = (text: string): boolean => QUESTION.test(text)
const isNoun = (text: string): boolean => !/\b(?:is|are|i|we|you|please|pls)\b|[,.?!:]/i.test(text)

/** The sentences that frames stand for. */
export function sentencesOf(frames: readonly Frame[], most: (intent: string) => number): readonly Sentence[] {
  return frames.flatMap(({ text, intent }) =>
    expand(text, most(intent)).map((sentence) => ({ text: sentence, intent })),
  )
}
