import { intents } from '../catalog.ts'
import type { Clause } from '../clauses.ts'
import type { Rule } from './rule.ts'

/**
 * What may follow an intent's own name in command form: values, the small words between them, and at most one other
 * word. More than that is a sentence.
 */
const ARGUMENTS =
  /^(?: (?:_[a-z]+_|to|on|in|for|of|with|from|at|and|all|now|pr|dry|run))*(?: [\w.-]+)?(?: (?:_[a-z]+_|to|on|in|for|of|with|from|at))*$/

const CONVERSATION = /^(?:chat|confirm)\.|^out_of_scope$/

/** The catalog's own names as commands: `/deploy-status payments`, `task cancel TASK-7`, `health.check`. */
export const commandFormRules: readonly Rule[] = [...intents.keys()]
  .filter((intent) => !CONVERSATION.test(intent))
  .map((intent) => {
    const name = namePattern(intent)
    return {
      intent,
      confidence: 0.99,
      matches: ({ reading }) => reading.clauses.some((clause) => isCall(clause, name)),
    }
  })

function namePattern(intent: string): RegExp {
  const [domain, verb] = intent.split('.')
  return new RegExp(`^${domain}s?[ ._:-]${verb}(?=$| )`)
}

function isCall({ mood, command }: Clause, name: RegExp): boolean {
  const called = mood === 'plain' ? name.exec(command) : null
  return called !== null && ARGUMENTS.test(command.slice(called[0].length))
}
