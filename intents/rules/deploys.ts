import type { Reading } from '../reading.ts'
import { command, type Rule, tells } from './rule.ts'

const WHAT =
  '\\b(?:_service_|it|that|this|them|these|those|everything|changes|_ref_|_workflow_|what\\S*|version|build|branch|fix|hotfix|patch|same|one)\\b'
const NOUN = '(?:deploy|deployment|release|rollout|roll-out)'
const DEPLOY_TALK =
  /^(?:re)?-?deploy(?:s|ments?)? (?:of|status|history|log|logs|lock|freeze|diff|check|pipeline|plan|policy|process|window|time|failures?|failed|on)\b|\bto (?:success|victory)\b/

const words = (source: string) => new RegExp(source)

const startRules: readonly Rule[] = [
  command(
    'deploy.start',
    0.95,
    words(
      `^(?:build and |rebuild and )?(?:deploy|redeploy|re-deploy)\\b.*(?:${WHAT}|_environment_|_strategy_|_unknown_)`,
    ),
    DEPLOY_TALK,
  ),
  command('deploy.start', 0.85, /^(?:re)?-?deploy$/),
  command(
    'deploy.start',
    0.94,
    words(
      `^(?:ship|release|push|publish|roll|roll ?out|launch|put|get|bring|update|upgrade|move|make|take)\\b.*${WHAT}.* ?(?:to|on|onto|into|in|out|for|over to|live on|up on|up in) _environment_`,
    ),
    /\block\b|\bhold\b|\bfreeze\b|\bback\b|\bout of\b|\blogs?\b|\btests?\b|\bdiff\b|\bfix(?:ed)? for\b|\bme\b|\breplicas?\b|\bapproval\b|\bstatus\b|\bhistory\b/,
  ),
  command(
    'deploy.start',
    0.9,
    words(
      `^(?:ship|release|publish|roll ?out|push out|push|launch) (?:new |version |of |out )*(?:_service_|it|that|this|_ref_)(?! (?:on|for|of) (?:_pr_|approval))`,
    ),
    /\block\b|\bback\b/,
  ),
  command('deploy.start', 0.9, /^(?:roll|get|push|ship|move) .*_service_.* out\b/, /\bback\b/),
  command(
    'deploy.start',
    0.88,
    /^(?:take|bring|go|make) (?:_environment_ with )?_service_ _environment_$|^(?:go|take|push|bring) (?:_environment_|live)(?: with)? _service_/,
  ),
  command(
    'deploy.start',
    0.93,
    words(
      `^(?:trigger|start|kick off|kick-off|do|run|begin|initiate|launch|perform|execute|make|fire off|fire|request|need|want|i need|i want|we need|we want|i'd like|have) (?:new |fresh |another |full |normal |_strategy_ |_environment_ |_service_ )*${NOUN}(?!s)\\b(?! (?:train|diff|history|status|log|lock|plan|report|approval))`,
    ),
    /approval|\bcheck\b|\blist\b/,
  ),
  command(
    'deploy.start',
    0.86,
    words(
      `^(?:new |_strategy_ |fresh )?${NOUN} (?:of |for )(?:new |version |_ref_ )*_service_.* (?:to|on|in|into|onto) _environment_$`,
    ),
  ),
  command(
    'deploy.start',
    0.9,
    /^_service_(?: _ref_)? (?:needs to|need to|must|should|ought to|can now|can) (?:be|get) (?:deployed|redeployed|shipped|released|rolled out|pushed|published|put)\b/,
    /\bnow$|\?/,
  ),
  command(
    'deploy.start',
    0.88,
    /^_service_(?: _ref_)? (?:needs (?:deploying|shipping|to go)|(?:should|must) go|to)\b.*_environment_/,
  ),
  command(
    'deploy.start',
    0.9,
    /^(?:get|want|need|i want|i need|we want|we need|i'd like|we'd like|like) (?:new |latest |_ref_ (?:of )?)*_service_(?: _ref_)? (?:deployed|redeployed|shipped|released|rolled out)\b/,
    /\bback\b|\bwhen\b/,
  ),
  command(
    'deploy.start',
    0.9,
    /^(?:get|have|want|need|i want|i need|we want|we need|i'd like|we'd like|like) (?:new |latest |_ref_ (?:of )?)*_service_.*(?:deployed|redeployed|shipped|released|rolled out|pushed|published|live|up|on|onto|in|into|out).*_environment_/,
    /\blogs?\b|\bstatus\b|\bback\b|restart/,
  ),
]

/** "deploy #42": nothing else of it is said, and the rest is asked for. A number alone may be of anything. */
const pullRequestAlone: Rule = {
  intent: 'deploy.start',
  confidence: 0.95,
  whole: true,
  matches: ({ reading: { text } }) => PULL_REQUEST_ALONE.test(text),
}
const PULL_REQUEST_ALONE =
  /^(?:please |pls |can you |could you )?(?:re)?-?deploy (?:the )?(?:(?:pr|mr|pull[ -]request|merge[ -]request) )?[#!]\d{1,9}(?: please| pls)?\W*$/i

/** A moment in the future is said, and not of something else ("tomorrow is the demo"). */
export function isForLater({ entities, clauses }: Reading): boolean {
  return entities.some(({ slot, start }) => {
    const clause = slot === 'at' ? clauses.find((other) => start >= other.start && start < other.end) : undefined
    return clause !== undefined && clause.mood === 'plain' && !tells(clause)
  })
}

/** A deployment with a moment in the future is scheduled, however it is asked for. */
const scheduled: Rule = {
  intent: 'deploy.schedule',
  confidence: 0.98,
  matches: (said) => isForLater(said.reading) && startRules.some((rule) => rule.matches(said)),
}

const moved = command(
  'deploy.promote',
  0.96,
  /^(?:move|take|bump|advance|bring|push|carry|lift|send|raise|put|ship|roll|get|copy|graduate|elevate) (?:it|that|this|same|them|_service_)\b.*(?:to|into|onto) _environment_/,
)
/** "whatever search runs on dev, move it up to staging": the other environment is said before. */
const movedFromElsewhere: Rule = {
  ...moved,
  matches: (said) => moved.matches(said) && said.reading.clauses.some(({ frame }) => SERVES_IN.test(frame)),
}
const SERVES_IN =
  /^(?:what(?:ever|'s)?|that|version|build|_ref_|same|_service_|take what\S*)\b.*\b(?:on|in|from) _environment_(?!.*\b(?:to|into|onto) _environment_)/

export const deployRules: readonly Rule[] = [
  ...startRules,
  pullRequestAlone,
  scheduled,
  movedFromElsewhere,
  command('deploy.promote', 0.97, /^promote\b(?:$|.*(?:_service_|_environment_|_ref_|\bit\b|\bthat\b|\bthis\b))/),
  command(
    'deploy.promote',
    0.96,
    /^(?:deploy|ship|push|move|release|take|copy|put|bring|get|roll out|advance|graduate) .*_environment_(?!.*\band\b).* (?:to|into|onto) _environment_/,
  ),
  command('deploy.promote', 0.9, /^(?:trigger|start|do|run|begin) promotion\b|^promotion of _service_/),
  command(
    'deploy.schedule',
    0.95,
    words(`^(?:schedule|plan|queue up|book|set up)\\b.*(?:${NOUN}|${WHAT})(?!.*\\b(?:tests?|meeting)\\b)`),
    /_workflow_|meeting|lunch/,
  ),
  command(
    'deploy.lock',
    0.96,
    /^(?:lock|freeze|lock down|hold(?! on\b))\b(?: down)? ?(?:all )?(?:deploys?|deployments?|releases?)?(?: (?:to|of|for|on|in))? ?(?:_service_|_environment_|it|that|this)/,
  ),
  command('deploy.lock', 0.95, /^(?:put|place|set|add|take|acquire|grab|create) .*\b(?:lock|freeze|hold)\b/, /\boff\b/),
  command(
    'deploy.lock',
    0.93,
    /^(?:block|pause|suspend|halt|disable|stop|forbid|no|no more) (?:all |any |further |new |more )*(?:deploys?|deployments?|deploying|releases?|releasing)\b.*(?:_service_|_environment_|it|$)/,
  ),
  command('deploy.unlock', 0.97, /^(?:unlock|unfreeze|un-freeze|thaw|unblock)\b/),
  command(
    'deploy.unlock',
    0.97,
    /^(?:release|remove|lift|drop|clear|take off|delete|end|undo)\b.*\b(?:lock|freeze|hold)\b/,
  ),
  command(
    'deploy.unlock',
    0.93,
    /^(?:resume|allow|re-?enable|enable|reopen|open up) (?:all )?(?:deploys?|deployments?|deploying|releases?)\b/,
  ),
]
