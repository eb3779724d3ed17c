import type { ScriptedAnswer } from '../../../adapters/rehearsal/scripted-model.ts'
import type { Transcript } from './transcript.ts'

/** The answers of a transcript's model as its adapter takes them. */
export function scriptedAnswers({ answers }: NonNullable<Transcript['model']>): readonly ScriptedAnswer[] {
  return answers.map(({ after, ...answer }) => ({ ...answer, afterMs: after }))
}
