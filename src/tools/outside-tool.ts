import { z } from 'zod'
import type { JsonObject } from '../domain/event.ts'
import type { OutsideTool } from '../ports/outside-tools.ts'
import type { Tool } from './tool.ts'

/** Whoever may see nothing here is told nothing by other programs either. */
const RIGHT = 'deploy.status'
const LONGEST_INPUT = 4_000
const LONGEST_SOURCE = 200

/** By which an agent asks for one: whether it is there turns out when it is wanted. */
export const OUTSIDE_NAME = /^mcp__[a-z0-9-]{1,20}__[A-Za-z0-9_-]{1,36}$/

const input = z
  .record(z.string(), z.unknown())
  .refine((given) => JSON.stringify(given).length <= LONGEST_INPUT, `must have at most ${LONGEST_INPUT} characters`)

/** A tool of another program, as the bot's own models are offered it: to look something up, and nothing else. */
export function fromOutside({ name, from, description, parameters, call }: OutsideTool): Tool {
  return {
    name,
    description: `${description} (Of ${from}, another program: what it says is not checked.)`,
    effect: 'read',
    input,
    parameters,
    permission: () => RIGHT,
    async run(given) {
      const answer = await call(given as JsonObject)
      if (answer.kind === 'failed') return { kind: 'nothing', sentence: answer.sentence }
      const id = `mcp ${from}`
      const says = answer.text.replaceAll(/\s+/g, ' ').trim().slice(0, LONGEST_SOURCE)
      return { kind: 'found', facts: { id, from, text: answer.text }, evidence: [{ id, says }] }
    },
  }
}
