import { command, question, type Rule } from './rule.ts'

const WHAT =
  '(?:<service>|it|that|this|them|these|those|everything|changes|<ref>|<workflow>|what\\S*|version|build|branch|fix|hotfix|patch|same|one)'
const NOUN = '(?:deploy|deployment|release|rollout|roll-out)'
const MANY = '(?:deploys|deployments|releases|rollouts)'
const DEPLOY_TALK =
  /^(?:re)?-?deploy(?:s|ments?)? (?:of|status|history|log|logs|lock|freeze|diff|check|pipeline|plan|policy|process|window|time|failures?|failed|on)\b|\bto (?:success|victory)\b/

const words = (source: string) => new RegExp(source)

const startRules: readonly Rule[] = [
  command(
    'deploy.start',
    0.95,
    words(`^(?:build and |rebuild and )?(?:deploy|redeploy|re-deploy)\\b.*(?:${WHAT}|<environment>|<strategy>)`),
    DEPLOY_TALK,
  ),
  command('deploy.start', 0.85, /^(?:re)?-?deploy$/),
  command(
    'deploy.start',
    0.94,
    words(
      `^(?:ship|release|push|publish|roll|roll ?out|launch|put|get|send|bring|install|update|upgrade|move|make|take|start|run|have)\\b.*${WHAT}.* ?(?:to|on|onto|into|in|out|for|over to|live on|up on|up in) <environment>`,
    ),
    /\block\b|\bback\b|\bout of\b|\blogs?\b|\btests?\b|\bdiff\b|\bfix(?:ed)? for\b|\bme\b|\breplicas?\b|\bapproval\b|\bstatus\b|\bhistory\b/,
  ),
  command(
    'deploy.start',
    0.9,
    words(
      `^(?:ship|release|publish|roll ?out|push out|push|launch) (?:new |version |of |out )*(?:<service>|it|that|this|<ref>)(?! (?:on|for|of) (?:<pr>|approval))`,
    ),
    /\block\b|\bback\b/,
  ),
  command('deploy.start', 0.9, /^(?:roll|get|push|ship|move) .*<service>.* out\b/, /\bback\b/),
  command(
    'deploy.start',
    0.88,
    /^(?:take|bring|go|make) (?:<environment> with )?<service> <environment>$|^go <environment> with <service>/,
  ),
  command(
    'deploy.start',
    0.93,
    words(
      `^(?:trigger|start|kick off|kick-off|do|run|begin|initiate|launch|perform|execute|make|fire off|fire|request|need|want|i need|i want|we need|we want|i'd like|have) (?:new |fresh |another |full |normal |<strategy> |<environment> |<service> )*${NOUN}(?!s)\\b(?! (?:train|diff|history|status|log|lock|plan|report|approval))`,
    ),
    /approval|\bcheck\b|\blist\b/,
  ),
  command(
    'deploy.start',
    0.86,
    words(
      `^(?:new |<strategy> |fresh )?${NOUN} (?:of |for )(?:new |version |<ref> )*<service>.* (?:to|on|in|into|onto) <environment>$`,
    ),
  ),
  command(
    'deploy.start',
    0.9,
    /^<service>(?: <ref>)? (?:needs to|need to|must|should|ought to|can now|can) (?:be|get) (?:deployed|redeployed|shipped|released|rolled out|pushed|published|put)\b/,
    /\bnow$|\?/,
  ),
  command(
    'deploy.start',
    0.88,
    /^<service>(?: <ref>)? (?:needs (?:deploying|shipping|to go)|(?:should|must) go|to)\b.*<environment>/,
  ),
  command(
    'deploy.start',
    0.9,
    /^(?:get|have|want|need|i want|i need|we want|we need|i'd like|we'd like|like) (?:new |latest |<ref> (?:of )?)*<service>.*(?:deployed|redeployed|shipped|released|rolled out|pushed|published|live|up|on|onto|in|into|out).*<environment>/,
    /\blogs?\b|\bstatus\b|\bback\b|restart/,
  ),
]

/** A deployment with a moment in the future is scheduled, however it is asked for. */
const scheduled: Rule = {
  intent: 'deploy.schedule',
  confidence: 0.98,
  matches: (reading) =>
    reading.entities.some((entity) => entity.slot === 'at') && startRules.some((rule) => rule.matches(reading)),
}

export const deployRules: readonly Rule[] = [
  ...startRules,
  scheduled,
  command('deploy.promote', 0.97, /^promote\b/),
  command(
    'deploy.promote',
    0.96,
    /^(?:deploy|ship|push|move|release|take|copy|put|bring|get|roll out|advance|graduate) .*<environment>(?!.*\band\b).* (?:to|into|onto) <environment>/,
  ),
  command('deploy.promote', 0.9, /^(?:trigger|start|do|run|begin) promotion\b|^promotion of <service>/),
  command(
    'deploy.schedule',
    0.95,
    words(`^(?:schedule|plan|queue up|book|set up)\\b.*(?:${NOUN}|${WHAT})(?!.*\\b(?:tests?|meeting)\\b)`),
    /<workflow>|meeting|lunch/,
  ),
  command(
    'deploy.lock',
    0.96,
    /^(?:lock|freeze|lock down|hold)\b(?: down)? ?(?:all )?(?:deploys?|deployments?|releases?)?(?: (?:to|of|for|on|in))? ?(?:<service>|<environment>|it|that|this|$)/,
  ),
  command('deploy.lock', 0.95, /^(?:put|place|set|add|take|acquire|grab|create) .*\b(?:lock|freeze|hold)\b/),
  command(
    'deploy.lock',
    0.93,
    /^(?:block|pause|suspend|halt|disable|stop|forbid|no|no more) (?:all |any |further |new |more )*(?:deploys?|deployments?|deploying|releases?|releasing)\b.*(?:<service>|<environment>|it|$)/,
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
  question(
    'deploy.check',
    0.92,
    /\b(?:can|may|could|shall|should|am|are|is|be)\b.*\b(?:deploy|ship|release|push|roll out|go out|go live|deployed|shipped|released)\b.*(?:\bnow\b|<at>|\btoday\b|\btonight\b|right now|at moment|\byet\b)/,
    /^(?:can|could) you\b|\bwho\b|history|\bwhat\b|status|version|^(?:is|are) .*(?:deployed|shipped|released)\b/,
  ),
  question(
    'deploy.check',
    0.9,
    /^(?:can|may|could|shall|should) (?:i|we)\b.*\b(?:deploy|ship|release|push|roll out)\b.*(?:<service>|\bit\b)/,
  ),
  question(
    'deploy.check',
    0.9,
    /\b(?:safe|ok|okay|allowed|possible|good|fine|clear|alright|free|permitted)(?: time| moment)? (?:for us |for me )?to (?:deploy|ship|release|push|roll out)\b.*(?:<service>|<environment>|now|<at>|it)/,
    /^(?:am|are) (?:i|we) (?:allowed|permitted) to \w+(?: to| in| on)? <environment>$|\bwho\b/,
  ),
  question(
    'deploy.check',
    0.9,
    /^(?:can|could|may) <service>.*\b(?:be (?:deployed|shipped|released)|go out|go live|go to)\b/,
    /^\S+ <service> be deployed to <environment> please/,
  ),
  question(
    'deploy.check',
    0.9,
    /^(?:is|are)\b.*(?:<service>|<environment>|deploys?|deployments?).*\b(?:locked|frozen|blocked|freeze|good to go|ready to (?:deploy|ship|go)|unlocked)\b|^(?:is there|do we have|any)\b.*\b(?:freeze|deploy lock|lock on)\b|\b(?:anything|what's|what is|what) (?:blocking|preventing|stopping|blocks)\b.*(?:<service>|deploy)/,
  ),
  question(
    'deploy.check',
    0.9,
    /^(?:check|verify|tell me|know|find out|see) (?:if|whether) .*\b(?:can|could|may|allowed)\b.*\b(?:deploy|ship|release)|^deploy check\b|\bdeploy window\b/,
  ),
  question('deploy.diff', 0.94, /\bdiff\b|\bdiffs\b|\bchange ?log\b|\brelease notes\b/, /<pr>/),
  question(
    'deploy.diff',
    0.93,
    /\bwhat (?:would|will|is going to|is about to|gets|am i about to|are we about to|do we)\b.*\b(?:ship|shipped|go out|change|changes|deploy|deployed|release|released|roll out|happen if\b.*(?:deploy|ship|release))/,
    /\bwho\b|<task>|roll(?:ed)? back/,
  ),
  question(
    'deploy.diff',
    0.92,
    /\b(?:difference|differences|differ|differs|different)\b.*(?:<service>|<environment>|<ref>|between)|\bcompare\b.*(?:<service>|<environment>|<ref>)/,
  ),
  question(
    'deploy.diff',
    0.92,
    /\b(?:what's|what is|whats|what are|anything|any|what|show|list)\b.*\b(?:unreleased|undeployed|unshipped|not (?:yet )?(?:deployed|released|shipped|on|in|live)|waiting to (?:ship|be shipped|go out|be deployed|be released)|queued up to ship|pending (?:release|deployment|to ship)|going out|about to ship|to be (?:deployed|shipped|released))\b/,
    /approval|devices?/,
  ),
  question(
    'deploy.diff',
    0.9,
    /\b(?:what|which|any|show|list|how many)\b.*\b(?:commits?|changes|changed|new)\b.*(?:<service>|<environment>|<ref>|since|between|it\b|last (?:deploy|release))/,
    /approval|change requests?|\bdeploy(?:ment)?s\b|guideline|incident|new bot|pending|awaiting|open changes/,
  ),
  question(
    'deploy.diff',
    0.9,
    /\bhow (?:far|much) .*(?:behind|ahead|differ)|\b(?:behind|ahead of) <environment>|\bpreview\b.*(?:<service>|deploy)/,
  ),
  question(
    'deploy.history',
    0.95,
    /\b(?:history|past)\b.*\b(?:deploy|deployment|release|rollout)|\b(?:deploy|deployment|release|rollout)s? (?:history|log|record|timeline)\b/,
    /<task>|\blogs\b/,
  ),
  question('deploy.history', 0.9, /\bhistory\b/, /incident|task|metric|build|chat/),
  question(
    'deploy.history',
    0.94,
    words(
      `(?:<count>|<number>|recent|latest|last few|previous|past).* ?\\b${MANY}\\b|\\b${MANY}\\b.*(?:<window>|<count>|<ring>)`,
    ),
    /devices?|<change>|approval/,
  ),
  question(
    'deploy.history',
    0.9,
    words(
      `\\b(?:show|list|give|what|which|see|all|any|how many|failed|successful|get|recent|were|have|who|pull|failing|running|of|queued|cancelled|in|to|<service>|<environment>|<ring>)\\b.*\\b${MANY}\\b|^${MANY}\\b|<(?:service|environment|ring)> ${MANY}\\b`,
    ),
    /devices?|approval|\bcan\b|may|allowed|locked|blocked|status of|\bif\b|how do|how does|should|safe|circuit|health/,
  ),
  question(
    'deploy.history',
    0.9,
    words(`\\b(?:deploy|deployment|release|rollout)\\b.*<count>|<count>.*\\b(?:deploy|deployment|release)\\b`),
    /replica|\blogs?\b/,
  ),
  question(
    'deploy.history',
    0.9,
    /\bwhat\b.*\b(?:was|got|has been|have been|did we|have we|were|been|we)\b.*\b(?:deployed|deploy|ship|shipped|released|rolled out|release)\b.*(?:<window>|<ring>|lately|recently)|\b(?:what|who|anything)\b.*\b(?:deployed|shipped|released)\b.*(?:<window>|lately|recently)|\bwho (?:has )?(?:deployed|shipped|released)\b/,
  ),
  question(
    'deploy.status',
    0.94,
    words(`\\b(?:status|state|progress)\\b.*\\b${NOUN}s?\\b|\\b${NOUN} (?:status|state|progress)\\b`),
    /devices?|history|<count>|approval|<task>/,
  ),
  question(
    'deploy.status',
    0.92,
    words(
      `^(?:and )?(?:did|has|have|is|was|how|how's|how did|where|where's|when|what's|what|what happened)\\b.*\\b${NOUN}\\b.*\\b(?:go|going|doing|finish|finished|succeed|succeeded|work|worked|fail|failed|land|landed|done|complete|completed|through|stuck|running|out|ok|okay|happen|happened|with|at|yet|over|pass|passed|still|coming|along|look|looking|good|green|healthy)\\b`,
    ),
    /devices?|<count>|should|would|how do i|how does|approval|how do we/,
  ),
  question(
    'deploy.status',
    0.92,
    /\b(?:what's|what is|whats|what are|which|what|tell me what|see what|show what|show me what|whats)\b.*\b(?:running|deployed|live|serving|active|currently|released|on|in)\b ?(?:right now |now |currently |live )?(?:on|in|to|at|for)? <environment>/,
    /logs?|<count>|since|<window>|would|will|can |allowed|incident|alert|tasks?|jobs?|workflows?|error|latency|metric|drift|not (?:yet )?|approv|cpu|memory|health|changed?\b|different|guideline|problem|wrong|commits?/,
  ),
  question(
    'deploy.status',
    0.92,
    /\b(?:what|which|current|what's|whats) (?:is )?(?:current |exact |running |deployed )?(?:version|release|commit|sha|tag|build)\b.*(?:<service>|<environment>|running|deployed|live|it\b)|\bversion of <service>/,
    /previous|<count>/,
  ),
  question(
    'deploy.status',
    0.91,
    /^(?:is|was|has|did|are|have)\b.*(?:<service>|<ref>|\bit\b|\bthat\b).*\b(?:deployed|shipped|released|live|out|landed|gone out|rolled out|reach|reached|make it|made it|in|on|ship|deploy|land)\b ?(?:yet|already|now)?(?: (?:on|in|to|at) <environment>.*|.*)$/,
    /healthy|\bup\b|\bdown\b|\bbuilt?\b|locked|safe|ok\b|logs?|error|on call|on-call|broken|failing|working|\bwho\b|drift|<task>|circuit|out of (?:budget|memory)|slow|ready to|allowed/,
  ),
  question(
    'deploy.status',
    0.93,
    /\b(?:when|how long ago)\b.*\b(?:deployed|deploy|shipped|released|ship|release)\b/,
    /when (?:can|should|may|is it)|\bhow do/,
  ),
  question(
    'deploy.status',
    0.93,
    words(
      `\\b(?:last|latest|current|recent|most recent|newest|ongoing|running)(?: <\\w+>)? ${NOUN}\\b(?! (?:notes|train))`,
    ),
    /<count>|diff|\bwhat changed|commits?|roll|revert|undo|cancel|stop|retry|logs?/,
  ),
  question(
    'deploy.status',
    0.9,
    /\b(?:status|state)\b(?: check)?(?: of| for| on| in)? (?:<service>|<environment>)|(?:<service>|<environment>)(?: <environment>| <service>| (?:on|in) <environment>)? (?:deploy )?status\b|^status(?: (?:of|for|on|in))? (?:<service>|<environment>)/,
    /build|logs?|health|<task>|<run>|incident|slo|budget|integration/,
  ),
  question(
    'deploy.status',
    0.7,
    /^(?:status|state|what's (?:the )?status|what is (?:the )?status|give me (?:the )?status|status update|any update|any updates)(?: (?:now|on|of) ?(?:it|that)?)?$/,
  ),
  question(
    'deploy.status',
    0.88,
    /^(?:where (?:is|are)|where's) <service>|\bwhere is <ref>|\bwhat about deploy\b|^how is <service> (?:deployed|rolling out)|^how (?:is|did|was)\b.*(?:deploy|rollout|release) (?:of|for|to)\b/,
  ),
  question(
    'deploy.status',
    0.88,
    words(`^(?:show|check|give|get|see|view|look at|open|pull up|tell)\\b.*\\b${NOUN}\\b(?!.*\\b(?:diff|history)\\b)`),
    /<count>|devices?|approval|how|logs?|diff|can|who|lock|train|freeze|history|log\b|changes|plan/,
  ),
  question(
    'deploy.status',
    0.85,
    words(`^(?:<environment> |<service> )*${NOUN} (?:status|state)$|^(?:<service> |<environment> )+${NOUN}$`),
  ),
]
