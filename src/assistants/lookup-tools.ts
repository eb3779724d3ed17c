import { z } from 'zod'
import { isRead } from '../capabilities/capabilities.ts'
import { requestSentence } from '../capabilities/request-sentence.ts'
import { cardText } from '../cards/card-text.ts'
import type { JsonObject } from '../domain/event.ts'
import type { Slots } from '../domain/understanding.ts'
import type { AssistantAnswer, AssistantCall } from '../ports/assistant-desk.ts'
import { scopeFor } from '../queries/scope.ts'
import { en } from '../texts/en/texts.ts'
import { ALL_TOOLS } from '../tools/all-tools.ts'
import { callTool } from '../tools/call-tool.ts'
import type { ToolOutcome } from '../tools/tool.ts'
import { asData } from './as-data.ts'
import { boundedFacts } from './bounded-data.ts'
import type { DeskParts, DeskTool } from './desk-parts.ts'
import { formOf } from './slot-forms.ts'

/** Facts of any form, with what they are. */
const factsGiven = z.object({ note: z.string(), facts: z.record(z.string(), z.unknown()) })

/** What a model of the bot itself may look up, an assistant may. */
export function factTools(parts: DeskParts): readonly DeskTool[] {
  const tools = ALL_TOOLS.filter(({ effect }) => effect === 'read')
  return tools.map(({ name, description, input }) => ({
    name,
    title: titleOf(name),
    description,
    effect: 'read',
    form: input,
    gives: factsGiven,
    async run(given, { by }) {
      const scope = scopeFor(parts, { user: by, groups: [] })
      const outcome = await callTool(tools, { id: name, name, input: given as JsonObject }, scope, parts.onFault)
      return answerFrom(outcome, parts.redact)
    },
  }))
}

/** `read_logs` as “Read logs”. */
const titleOf = (name: string): string => (name.charAt(0).toUpperCase() + name.slice(1)).replaceAll('_', ' ')

function answerFrom(outcome: ToolOutcome, redact: (text: string) => string): AssistantAnswer {
  switch (outcome.kind) {
    case 'found':
      return asData(boundedFacts(outcome.facts, redact))
    case 'nothing':
      return asData({ nothing: redact(outcome.sentence) })
    case 'refused':
      return { kind: 'problem', text: outcome.sentence }
    case 'invalid':
      return { kind: 'problem', text: redact(outcome.problem) }
    case 'wished':
      return { kind: 'problem', text: 'This tool changes nothing.' }
  }
}

/** Small talk tells an assistant nothing. */
const NOT_LOOKED_UP: ReadonlySet<string> = new Set(['chat.greet', 'chat.thank'])

/** Every question that chat answers, by its name. @param intents All that there are. */
export function lookUpTool(parts: DeskParts, intents: readonly string[]): DeskTool {
  const [first = 'help.show', ...others] = intents.filter((intent) => isRead(intent) && !NOT_LOOKED_UP.has(intent))
  const names = [first, ...others]
  const slots = [
    ...new Set(names.flatMap((intent) => [...parts.slotsOf(intent).needs, ...parts.slotsOf(intent).takes])),
  ]
  return {
    name: 'look_up',
    title: 'Look up',
    description: `Asks what people ask in chat and gives the same answer in words: ${names.join(', ')}. Use it for what no other tool gives: whether a deployment is allowed now (deploy.check), drift (drift.list), who may do what (access.show), workflows, change requests, agents, help. Changes nothing.`,
    effect: 'read',
    form: formOf([], slots).extend({ question: z.enum(names).describe('What to ask') }),
    gives: factsGiven,
    async run({ question, ...given }, call) {
      const request = { intent: String(question), slots: given as Slots }
      const { reply } = await parts.conversation.say(call.by, call.session, asked(request), call.left)
      if (reply?.says.kind !== 'bot')
        return { kind: 'problem', text: 'There is no answer yet. Ask again in a few seconds.' }
      return asData(boundedFacts({ answer: cardText(reply.says.card) }, parts.redact))
    },
  }
}

/** Also a lookup is marked: what comes from an assistant never answers a question for a person. */
const asked = (request: { readonly intent: string; readonly slots: Slots }) => ({
  text: requestSentence(request, en),
  request,
  proposal: {},
})

export function locksTool({ reads, redact }: DeskParts): DeskTool {
  return {
    name: 'list_locks',
    title: 'List locks',
    description: "People's locks that still hold: what they lock, until when, whose they are and why.",
    effect: 'read',
    form: z.strictObject({}),
    gives: factsGiven,
    async run(_, { by }: AssistantCall) {
      const locks = await reads.locks(by)
      const facts = locks.map(({ lock, by: holder, reason, expiresAt, at, places }) => ({
        id: lock,
        by: holder,
        ...(reason !== undefined && { reason }),
        since: at,
        until: expiresAt,
        places: places.map(({ service, environment }) => ({ service, environment })),
      }))
      return asData(boundedFacts({ locks: facts }, redact))
    },
  }
}
