import type { Clause } from '../clauses.ts'
import type { Rule } from './rule.ts'

/** Opens a message and says nothing of its own. */
const OPENS = /^(?:(?:oh|ah|ok|okay|hey|hi|hello|hm+|so|and|well|now|please|shipmate|bot)(?: |$))+$/

/** The message says nothing else, so nothing weighs against it. */
function only(intent: string, confidence: number, pattern: RegExp): Rule {
  const matches = ({ clauses }: { readonly clauses: readonly Clause[] }) => {
    const [clause, ...others] = clauses.filter(({ frame }) => !OPENS.test(frame))
    return clause !== undefined && others.length === 0 && clause.mood === 'plain' && pattern.test(clause.command)
  }
  return { intent, confidence, whole: true, matches: ({ reading }) => matches(reading) }
}

/** "approve a change": the order and a kind of thing; which one is asked for. */
const order = (intent: string, verbs: string, kinds: string): Rule =>
  only(intent, 0.92, new RegExp(`^(?:${verbs}) (?:one |some |another |one of (?:my |our )?)?(?:${kinds})$`))

export const bareOrderRules: readonly Rule[] = [
  order('change.approve', 'approve', 'change|change request|request|approval|one(?: of them)?'),
  order('change.reject', 'reject|decline', 'change|change request|request|one(?: of them)?'),
  order('incident.ack', 'ack|acknowledge', 'incident|one(?: of them)?'),
  order('incident.resolve', 'resolve|close', 'incident'),
  order('task.cancel', 'cancel|stop|kill|abort', 'task|job'),
  order('task.retry', 'retry|rerun', 'task|job'),
  order('workflow.start', 'start|run|trigger|kick off', 'workflow'),
  order('review.start', 'review', 'pr|pull request'),
  order('deploy.schedule', 'schedule|plan', 'deploy|deployment|release|rollout'),
  order('deploy.lock', 'lock|freeze', 'service'),
  order('deploy.unlock', 'unlock|unfreeze', 'service'),
  order('deploy.start', '(?:re)?deploy|ship|release', 'something|service'),
  order('build.start', '(?:re)?build', 'something|service'),
  order('service.restart', 'restart|reboot|bounce', 'something|service'),
  order('service.scale', 'scale|scale up|scale out', 'something|service|something up|service up'),
  only('guideline.remove', 0.95, /^(?:forget|remove|delete|drop|scrap) (?:\S+ ){1,3}(?:guideline|rule)$/),
  only(
    'bot.create',
    0.9,
    /^(?:create|make|add|set up|spin up|introduce) (?:new |another )?one (?:called|named) [\p{L}_][\p{L}\p{N}_-]*$/u,
  ),
  only(
    'deploy.check',
    0.95,
    /^(?:am|are) (?:i|we)(?: even| still| already| now)* (?:allowed|permitted|cleared|free) to (?:re)?(?:deploy|ship|release|push|roll out|promote) (?:_service_|_ref_|it|that|this)(?: _ref_)?(?: (?:to|on|in) _environment_)?(?: there)?(?: now| then| _at_| today| tonight| yet)?$/,
  ),
]

/** "if all goes well we might deploy it next month": thinking aloud. */
const MIGHT = /^if .*\b(?:i|we|they|he|she) (?:might|may|could)\b/
const MADE_UP = /\b(?:poems?|songs?|jokes?|novels?|haikus?|limericks?|musicals?) about\b/

export const musingRules: readonly Rule[] = [
  {
    intent: 'out_of_scope',
    confidence: 0.95,
    matches: ({ reading: { clauses } }) =>
      clauses.some(({ frame, asks }) => MADE_UP.test(frame) || (MIGHT.test(frame) && !asks)),
  },
]
