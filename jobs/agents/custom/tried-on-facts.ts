import type { ZodError } from 'zod'
import type { AnyAgent } from '../core/define-agent.ts'
import { deployWordSchema } from '../deploy-risk/evidence.ts'
import { ALL_FACTS, LEAST_FACTS } from './example-facts.ts'
import type { Found } from './found.ts'
import { RISK_FORM } from './risk-problems.ts'

/**
 * Has the rules of an agent with code judge made-up deployments, one of which everything is known and one of which little is:
 * what it cannot judge here it could not judge in earnest. Undefined: it can.
 */
export function triedOnFacts(agent: AnyAgent): Omit<Found, 'path'> | undefined {
  for (const facts of [ALL_FACTS, LEAST_FACTS]) {
    const evidence = agent.input.safeParse(facts)
    if (!evidence.success) return untaken(evidence.error)
    const answer = tried(() => agent.rules.decide(evidence.data))
    if ('fault' in answer) return faulty(answer.fault)
    // One that is only promised is no answer; if it fails later, that has been said by then.
    if (answer.value instanceof Promise) answer.value.catch(() => undefined)
    const isJudgement = agent.output.safeParse(answer.value).success && deployWordSchema.safeParse(answer.value).success
    if (!isJudgement) return { problem: 'its rules do not return a verdict on a deployment', remedy: RISK_FORM }
  }
  return undefined
}

function tried<Value>(work: () => Value): { readonly value: Value } | { readonly fault: unknown } {
  try {
    return { value: work() }
  } catch (fault) {
    return { fault }
  }
}

function untaken({ issues }: ZodError): Omit<Found, 'path'> {
  const names = [...new Set(issues.map(({ path: [first] }) => String(first ?? 'the deployment')))].join(', ')
  return {
    problem: `its input does not accept the known value of ${names}`,
    remedy: 'Leave out of `input` what it does not need, and give a default for what is not always known.',
  }
}

function faulty(fault: unknown): Omit<Found, 'path'> {
  const why = fault instanceof Error ? fault.message.split('\n')[0] : String(fault)
  return { problem: `its rules cannot judge a made-up deployment (${why})`, remedy: 'Fix `rules.decide`.' }
}
