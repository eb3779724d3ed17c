import { z } from 'zod'
import { type ChangeIntent, changeCapability } from '../capabilities/capabilities.ts'
import { requestSentence } from '../capabilities/request-sentence.ts'
import { cardText } from '../cards/card-text.ts'
import { LONGEST_WHY } from '../domain/assistant-proposal.ts'
import { byLabel, confirmations } from '../domain/projections.ts'
import type { Slots } from '../domain/understanding.ts'
import type { AssistantAnswer, AssistantCall } from '../ports/assistant-desk.ts'
import { en } from '../texts/en/texts.ts'
import { fencedData } from './as-data.ts'
import { boundedFacts } from './bounded-data.ts'
import type { DeskParts, DeskTool } from './desk-parts.ts'
import { PROPOSAL_STATES, proposalFacts, proposalOf, type SeenProposal, seen } from './proposal-state.ts'
import { PROPOSING } from './proposing.ts'
import { formOf } from './slot-forms.ts'

const LONGEST_KEY = 100
const MOST_LISTED = 20
const LOOKED_THROUGH = 100

/** How a proposal stands, as data. */
const proposalGiven = z.object({
  proposal: z.string().describe('Its id: for wait_for'),
  state: z.enum([...PROPOSAL_STATES, 'preparing']),
  over: z.boolean().describe('Nothing more comes of it'),
  title: z.string().optional(),
  sentence: z.string(),
  task: z.string().optional(),
  change: z.string().optional(),
  answered_by: z.string().optional(),
})

const ABOUT_PROPOSALS =
  'Changes nothing by itself: people see the plan in chat, and one of them who may confirms or declines it there. You cannot confirm it. Call wait_for with the id that you get back.'

/** One tool for each change that an assistant may propose. */
export function proposalTools(parts: DeskParts): readonly DeskTool[] {
  return Object.entries(PROPOSING).map(([id, { tool, title, says }]) => {
    const intent = id as ChangeIntent
    const { needs, takes } = parts.slotsOf(intent)
    const form = formOf(needs, takes).extend({
      why: z.string().max(LONGEST_WHY).optional().describe('Why you propose it: people read it as your words'),
      key: z
        .string()
        .min(1)
        .max(LONGEST_KEY)
        .optional()
        .describe('The same key is the same proposal, however often you send it'),
      ...(intent === 'workflow.start' && {
        inputs: z.record(z.string().max(64), z.string().max(500)).optional().describe('Its inputs by name'),
      }),
    })
    return {
      name: tool,
      title,
      description: `Proposes ${says}. ${ABOUT_PROPOSALS}`,
      effect: changeCapability(intent).effect,
      form,
      gives: proposalGiven,
      run: (input, call) => propose(parts, intent, input, call),
    }
  })
}

async function propose(
  parts: DeskParts,
  intent: ChangeIntent,
  { why, key, inputs, ...given }: Readonly<Record<string, unknown>>,
  { by, client, session, left }: AssistantCall,
): Promise<AssistantAnswer> {
  const slots = { ...(given as Slots), ...(inputs !== undefined && { inputs: JSON.stringify(inputs) }) }
  const request = { intent, slots }
  const proposal = { ...(client !== undefined && { client }), ...(why !== undefined && { why: String(why) }) }
  const saying = {
    text: requestSentence(request, en),
    request,
    proposal,
    ...(key !== undefined && { key: String(key) }),
  }
  const { message, reply } = await parts.conversation.say(by, session, saying, left)
  const made = await proposalOf(parts.store, by, message)
  if (made) return proposalAnswer(made, parts.redact)
  if (reply?.says.kind === 'bot')
    return { kind: 'problem', text: `Nothing was proposed.\n${fencedData(parts.redact(cardText(reply.says.card)))}` }
  return preparing(message)
}

/** It is recorded, and its plan is being made. */
export function preparing(proposal: string): AssistantAnswer {
  const sentence = 'Its plan is being made. Call wait_for.'
  return {
    kind: 'found',
    text: `${proposal}: ${sentence}`,
    data: { proposal, state: 'preparing', over: false, sentence },
  }
}

export function proposalAnswer(made: SeenProposal, redact: (text: string) => string): AssistantAnswer {
  const data = boundedFacts(proposalFacts(made), redact)
  const text = `Proposal ${made.proposal} is ${made.state}.\n${fencedData(`${data.title}\n${data.sentence}`)}`
  return { kind: 'found', text, data }
}

/** What this token has proposed, for whoever has lost its connection. */
export function listProposalsTool({ store, redact }: DeskParts): DeskTool {
  return {
    name: 'list_proposals',
    title: 'List proposals',
    description: 'What you have proposed of late and how each stands, the newest first.',
    effect: 'read',
    form: z.strictObject({}),
    gives: z.object({ proposals: z.array(proposalGiven) }),
    async run(_, { by }) {
      const asked = await store.list(confirmations, { labels: [byLabel(by)], limit: LOOKED_THROUGH })
      const newest = new Map(asked.toReversed().flatMap((one) => (one.proposal ? [[one.proposal.message, one]] : [])))
      const listed = [...newest.values()].toReversed().slice(0, MOST_LISTED)
      const all = await Promise.all(listed.map((one) => seen(store, one)))
      const data = boundedFacts({ proposals: all.map(proposalFacts) }, redact)
      return { kind: 'found', text: fencedData(JSON.stringify(data, null, 1)), data }
    },
  }
}
