import type { Clock } from '../../src/ports/clock.ts'
import {
  type LanguageModel,
  type ModelFailure,
  type ModelReply,
  ModelUnavailableError,
} from '../../src/ports/language-model.ts'

/** What a model answers to messages that contain certain words. */
export interface ScriptedAnswer {
  readonly to: string
  /** As text; in turn, when it is asked again. The last one stays. */
  readonly says: readonly string[]
  readonly fails?: ModelFailure | undefined
  readonly afterMs: number
}

/** A model that answers from a script, and takes its time by the rehearsal's clock. What is not in the script times out. */
export function createScriptedModel(name: string, answers: readonly ScriptedAnswer[], clock: Clock): LanguageModel {
  const given = new Map<ScriptedAnswer, number>()

  const reply = (answer: ScriptedAnswer): ModelReply => {
    const turn = given.get(answer) ?? 0
    given.set(answer, turn + 1)
    const text = answer.says[Math.min(turn, answer.says.length - 1)] ?? ''
    return { text, model: name, tokens: { in: 0, out: 0 } }
  }

  return {
    name,
    async complete({ messages, timeoutMs }) {
      const asked = messages.find(({ role }) => role === 'user')?.content ?? ''
      const answer = answers.find(({ to }) => asked.includes(to))
      const tookMs = Math.min(answer?.afterMs ?? timeoutMs, timeoutMs)
      if (tookMs > 0) await passed(clock, tookMs)
      if (!answer || answer.afterMs >= timeoutMs)
        throw new ModelUnavailableError('timed-out', 'the script says nothing')
      if (answer.fails !== undefined) throw new ModelUnavailableError(answer.fails, 'the script says so')
      return reply(answer)
    },
  }
}

function passed(clock: Clock, ms: number): Promise<void> {
  return new Promise((resolve) => clock.at(new Date(clock.now().getTime() + ms), resolve))
}
