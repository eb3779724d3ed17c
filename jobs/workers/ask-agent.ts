import type { Run } from '../../src/domain/run.ts'
import type { StepOutcome } from '../../src/domain/run-decisions.ts'
import type { AgentInputs, StepDefinition } from '../../src/domain/workflows/definition.ts'
import { fill } from '../../src/domain/workflows/references.ts'
import { valuesOf } from '../../src/domain/workflows/values.ts'
import type { Assignment } from './step-worker.ts'

export interface AgentParts {
  /**
   * Has one of the team's agents judge, once for a step.
   * @returns Its answer, or why there is none, as a sentence.
   */
  readonly judge: (asked: AskedAgent) => Promise<object | string>
}

export interface AskedAgent extends Pick<Assignment, 'run' | 'correlationId'> {
  readonly agent: string
  readonly input: Readonly<Record<string, unknown>>
}

const LONGEST_OUTPUT = 4_000

/** Asks an agent; what it answers are the step's outputs. It judges and changes nothing. */
export async function askAgent(
  { judge }: AgentParts,
  { run, step, correlationId }: Assignment,
  { with: given }: StepDefinition & { readonly uses: 'agent' },
): Promise<StepOutcome> {
  const answer = await judge({ agent: given.agent, input: inputOf(run, step.id, given), run, correlationId })
  if (typeof answer === 'string')
    return { kind: 'failed', reason: answer, nextStep: `Fix the step’s input, then say “retry ${run.task}”.` }
  const texts = Object.entries(answer).map(([name, value]) => [name, textOf(value).slice(0, LONGEST_OUTPUT)])
  return { kind: 'done', outputs: Object.fromEntries(texts) }
}

/** A text that is JSON is what it says: lists and numbers come as texts from earlier steps. */
function inputOf(run: Run, step: string, { input }: AgentInputs): Record<string, unknown> {
  const values = valuesOf(run, step)
  return Object.fromEntries(Object.entries(input).map(([name, text]) => [name, parsed(fill(text, values))]))
}

function parsed(text: string): unknown {
  if (!/^[[{]|^-?\d+(?:\.\d+)?$|^(?:true|false)$/.test(text)) return text
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))
