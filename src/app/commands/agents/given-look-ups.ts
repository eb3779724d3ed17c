import type { LookUp } from '../../../../jobs/agents/core/model-session.ts'
import type { JsonObject } from '../../../domain/event.ts'
import { readCall } from '../../../tools/call-tool.ts'

/** What tools give by their names, in place of what they would find: any data that JSON can say. */
export type GivenLookUps = Readonly<Record<string, unknown>>

/** Tools for trying an agent: each gives what it is given here, whatever it is asked, and looks into nothing real. */
export function givenLookUps(given: GivenLookUps): LookUp {
  return async (tools, call) => {
    const read = readCall(tools, call)
    if (read.kind === 'invalid') return read
    const facts = given[read.tool.name]
    return facts === undefined
      ? { kind: 'nothing', sentence: 'There is nothing to look into while an agent is tried.' }
      : { kind: 'found', facts: { [read.tool.name]: facts } as JsonObject, evidence: [] }
  }
}
