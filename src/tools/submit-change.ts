import { z } from 'zod'
import { defineTool, name } from './tool.ts'

/** Needed for a plan. */
const NEEDS = {
  'build.start': ['service'],
  'deploy.start': ['service', 'environment'],
  'rollback.start': ['service', 'environment'],
  'task.cancel': ['task'],
} as const

const INTENTS = [
  'build.start',
  'deploy.start',
  'rollback.start',
  'task.cancel',
] as const satisfies (keyof typeof NEEDS)[]

/**
 * Starts nothing and plans nothing: it hands back a wish. What becomes of that is up to whoever called for the model; in
 * a conversation, a card that asks the person.
 */
export const submitChange = defineTool({
  name: 'submit_change',
  description:
    'Proposes a change that the person has asked about. Nothing is started: the person is shown the plan and decides.',
  effect: 'change',
  permission: ({ intent }) => intent,
  input: z.strictObject({
    intent: z.enum(INTENTS),
    service: name.optional(),
    environment: name.optional(),
    ref: name.optional().describe('A tag, branch or commit'),
    task: name.optional(),
  }),
  async run({ intent, ...given }) {
    const missing = NEEDS[intent].filter((slot) => given[slot] === undefined)
    if (missing.length > 0) return { kind: 'invalid', problem: `${missing.join(' and ')} must be given` }
    return { kind: 'wished', change: { intent, slots: given } }
  },
})
