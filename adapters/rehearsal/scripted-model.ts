import type { ModelFailure } from '../../src/domain/model-use.ts'
import type { Clock } from '../../src/ports/clock.ts'
import {
  type LanguageModel,
  type ModelReply,
  type ModelRequest,
  ModelUnavailableError,
  type ToolCall,
} from '../../src/ports/language-model.ts'

/** What a model answers to messages that contain certain words. */
export interface ScriptedAnswer {
  readonly to: string
  /** What it reads the message as; in turn, when it is asked again. The last one stays. */
  readonly says: readonly string[]
  /** What it does when it may look things up; in turn. The last one stays. */
  readonly looksInto: readonly ScriptedStep[]
  readonly fails?: ModelFailure | undefined
  readonly afterMs: number
}

export interface ScriptedStep {
  readonly says: string
  /** Each names one tool with its input. */
  readonly calls: readonly Readonly<Record<string, unknown>>[]
  readonly fails?: ModelFailure | undefined
  readonly afterMs: number
}

/** Who only looks into a message has read it as nothing this bot does. */
const READS_NOTHING = JSON.stringify({ intent: 'out_of_scope', slots: [] })

/** A model that answers from a script, and takes its time by the rehearsal's clock. What is not in the script times out. */
export function createScriptedModel(name: string, answers: readonly ScriptedAnswer[], clock: Clock): LanguageModel {
  const given = new Map<readonly unknown[], number>()
  const turnOf = <Turn>(turns: readonly Turn[]): Turn | undefined => {
    const turn = given.get(turns) ?? 0
    given.set(turns, turn + 1)
    return turns[Math.min(turn, turns.length - 1)]
  }

  /** A message is read with a schema, and looked into without one. */
  const stepFor = ({ messages, schema }: ModelRequest): ScriptedStep | undefined => {
    const asked = messages.find(({ role }) => role === 'user')?.content ?? ''
    const answer = answers.find(({ to }) => asked.includes(to))
    if (!answer) return undefined
    const { afterMs, fails, says, looksInto } = answer
    if (!schema && looksInto.length > 0) return turnOf(looksInto)
    const text = says.length === 0 && looksInto.length > 0 ? READS_NOTHING : (turnOf(says) ?? '')
    return { says: text, calls: [], fails, afterMs }
  }

  return {
    name,
    async complete(request) {
      const { timeoutMs, onText } = request
      const step = stepFor(request)
      const tookMs = Math.min(step?.afterMs ?? timeoutMs, timeoutMs)
      if (tookMs > 0) await passed(clock, tookMs / 2)
      // Half of the text has come by now.
      if (tookMs > 0 && step) onText?.(step.says.slice(0, step.says.length / 2))
      if (tookMs > 0) await passed(clock, tookMs / 2)
      if (!step || step.afterMs >= timeoutMs) throw new ModelUnavailableError('timed-out', 'the script says nothing')
      if (step.fails !== undefined) throw new ModelUnavailableError(step.fails, 'the script says so')
      onText?.(step.says)
      return replyFrom(step, name)
    },
  }
}

function replyFrom({ says, calls }: ScriptedStep, model: string): ModelReply {
  const toolCalls = calls
    .flatMap((call) => Object.entries(call))
    .map(([name, input], index): ToolCall => {
      return { id: `call-${index + 1}`, name, input }
    })
  return { text: says, model, tokens: { in: 0, out: 0 }, ...(toolCalls.length > 0 && { toolCalls }) }
}

function passed(clock: Clock, ms: number): Promise<void> {
  return new Promise((resolve) => clock.at(new Date(clock.now().getTime() + ms), resolve))
}
