import type { Examples } from '../../capabilities/capability.ts'

/** What people ask first, in this order; the rest as the catalog has it. */
const FIRST = [
  'deploy.status',
  'deploy.start',
  'health.check',
  'rollback.start',
  'deploy.history',
  'logs.show',
  'task.list',
]
/** What nobody needs an example for. */
const TALK: ReadonlySet<string> = new Set(['chat.greet', 'chat.thank'])
const SHOWN = 8

/** Some of what somebody may ask, the most wanted first. */
export function firstExamples(examples: Examples): readonly string[] {
  const rank = (intent: string): number => (FIRST.includes(intent) ? FIRST.indexOf(intent) : FIRST.length)
  return [...examples]
    .filter(([intent]) => !TALK.has(intent))
    .toSorted(([one], [other]) => rank(one) - rank(other))
    .slice(0, SHOWN)
    .map(([, { text }]) => text)
}
