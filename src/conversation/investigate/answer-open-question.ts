import { randomUUID } from 'node:crypto'
import { refusalCard } from '../../cards/sentence-card.ts'
import { withNote } from '../../cards/with-note.ts'
import type { Card } from '../../domain/card.ts'
import type { PendingMessage } from '../../domain/projections.ts'
import type { Slots } from '../../domain/understanding.ts'
import { textsOf, withoutSecrets } from '../../llm/without-secrets.ts'
import type { ToolCall } from '../../ports/language-model.ts'
import { type ReaderScope, scopeFor } from '../../queries/scope.ts'
import { textsIn } from '../../texts/texts-in.ts'
import { ALL_TOOLS } from '../../tools/all-tools.ts'
import { callTool } from '../../tools/call-tool.ts'
import { presentResult } from '../../tools/present-result.ts'
import { outsideTools } from '../../tools/reading-tools.ts'
import type { ToolOutcome } from '../../tools/tool.ts'
import type { ThreadContext } from '../context.ts'
import { ownWords } from '../own-words.ts'
import type { AnsweringModel, ConversationParts } from '../parts.ts'
import type { Reading } from '../read-message.ts'
import { showThinking } from '../show-thinking.ts'
import { byKey, citedAnswer } from './cited-answer.ts'
import { contextFacts } from './context-facts.ts'
import { factCard } from './fact-sheet.ts'
import { factsFor } from './facts-for.ts'
import { growAnswer } from './growing-answer.ts'
import { investigate } from './investigate.ts'
import { loopPrompt } from './loop-prompt.ts'
import { modelCard, partialCard } from './model-card.ts'
import { noteToolRefusal } from './note-tool-refusal.ts'
import { questionSubject } from './question-subject.ts'
import { type PersonsWords, type SupportedChange, supportedChange } from './wished-change.ts'

/** An answer, and at most one change to offer to the person. */
export interface OpenAnswer {
  readonly card: Card
  readonly wish?: SupportedChange & { readonly model: string }
}

/** Answers from what can be looked up: by a model that names its sources, else by rules with the same facts. */
export async function answerOpenQuestion(
  parts: ConversationParts,
  message: PendingMessage,
  context: ThreadContext,
  reading: Reading,
): Promise<OpenAnswer> {
  const { by, groups, language, text } = message
  const texts = textsIn(language)
  const scope = scopeFor(parts, { user: by, groups, language })
  const refused = await refusal(parts, message, scope)
  if (refused) return { card: refused }
  const { answering, redact } = parts
  // Whoever has just waited for the model in vain does not wait again.
  const isAsked = answering !== undefined && !reading.unsure
  const found = isAsked ? await askModel(parts, answering, message, context, reading, scope) : undefined
  if (found?.kind === 'answered') return textsOf(found.answer, redact)
  const now = parts.clock.now()
  const turns = context.dialogue.turns.filter((turn) => turn.by === by)
  const subject = questionSubject({
    text: ownWords(text),
    slots: slotsSaid(reading),
    turns,
    catalog: parts.catalog,
    now,
    texts,
  })
  const card = factCard(await factsFor(subject, scope, now, texts), texts)
  return { card: textsOf(withNote(card, found?.sentence), redact) }
}

/** Earlier messages count only where the question refers to them. */
function slotsSaid({ understanding: { slots, carriedOver } }: Reading): Slots {
  return Object.fromEntries(Object.entries(slots).filter(([slot]) => !carriedOver.includes(slot)))
}

/** Refuses whoever may see nothing at all; otherwise each fact is checked against their permissions. */
async function refusal(
  { permissions }: ConversationParts,
  { by, groups, language }: PendingMessage,
  scope: ReaderScope,
): Promise<Card | undefined> {
  const [first, ...others] = LOOKS
  if ((await permissions.allowed({ user: by, groups }, [first, ...others])).length > 0) return undefined
  const access = await scope.decide(first)
  return access.kind === 'refused' ? refusalCard(access.sentence, textsIn(language)) : undefined
}

const LOOKS = ['deploy.history', 'deploy.status', 'health.check'] as const

type Asked =
  | { readonly kind: 'answered'; readonly answer: OpenAnswer }
  | { readonly kind: 'gave-up'; readonly sentence: string }

async function askModel(
  parts: ConversationParts,
  { model, prompts }: AnsweringModel,
  message: PendingMessage,
  context: ThreadContext,
  reading: Reading,
  scope: ReaderScope,
): Promise<Asked> {
  const { clock, permissions, redact, log } = parts
  const { correlationId, text } = message
  const texts = textsIn(message.language)
  const { encode, legend } = prompts
  const mark = `data-${randomUUID()}`
  const tools = [...ALL_TOOLS, ...outsideTools(parts.outside)]
  const { written, evidence } = await contextFacts({ scope, permissions, encode, now: clock.now() }, message)
  const gathered = byKey(evidence)
  const words = personsWords(parts, message, context, reading)
  let wish: SupportedChange | undefined

  const onFault = (err: unknown, tool: string): void => log.warn({ err, correlationId, tool }, 'a tool failed')
  const call = async (one: ToolCall): Promise<ToolOutcome> => {
    const outcome = withSupport(await callTool(tools, one, scope, onFault), words)
    log.info({ correlationId, tool: one.name.slice(0, 40), outcome: outcome.kind }, 'a model looked something up')
    if (outcome.kind === 'refused') await noteToolRefusal(parts, message, one, outcome.sentence)
    if (outcome.kind === 'found') for (const [key, source] of byKey(outcome.evidence)) gathered.set(key, source)
    if (outcome.kind === 'wished') wish ??= supportedChange(outcome.change, words)
    return outcome
  }

  const growing = growAnswer(parts, message)
  const end = await showThinking(parts, message, (asking, isGrowing) => {
    asking()
    return investigate(
      {
        model: withoutSecrets(model, redact),
        tools,
        clock,
        texts,
        correlationId,
        call,
        present: (name, outcome) => prompts.write((encode) => presentResult(name, outcome, { encode, mark })),
        onText: (soFar) => {
          const card = partialCard(soFar, gathered)
          if (!card) return
          isGrowing()
          growing.show(textsOf(card, redact))
        },
      },
      loopPrompt({ question: text, context: written, legend, mark }),
    ).finally(() => growing.end())
  })
  log.info({ correlationId, end: end.kind, sources: gathered.size }, 'a model was asked an open question')
  if (end.kind === 'gave-up') return end
  const { text: said, cited } = citedAnswer(end.text, gathered)
  if (said === '' || cited.length === 0) return { kind: 'gave-up', sentence: texts.investigations.unfounded }
  return {
    kind: 'answered',
    answer: { card: modelCard(said, cited, end.model, texts), ...(wish && { wish: { ...wish, model: end.model } }) },
  }
}

function withSupport(outcome: ToolOutcome, words: PersonsWords): ToolOutcome {
  if (outcome.kind !== 'wished') return outcome
  const change = supportedChange(outcome.change, words)
  return change
    ? { kind: 'wished', change }
    : { kind: 'refused', sentence: 'The person has not spoken of that change. Only they can ask for it.' }
}

function personsWords(
  { catalog }: ConversationParts,
  { text, by }: PendingMessage,
  { dialogue }: ThreadContext,
  { understanding }: Reading,
): PersonsWords {
  const own = dialogue.turns.filter((turn) => turn.by === by).map(({ slots }) => slots)
  const said = understanding.via === 'llm' ? [] : [understanding.slots]
  return { text: ownWords(text), catalog, known: [...said, ...own.toReversed()] }
}
