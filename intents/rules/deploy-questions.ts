import { question, type Rule } from './rule.ts'

const NOUN = '(?:deploy|deployment|release|rollout|roll-out)'
const MANY = '(?:deploys|deployments|releases|rollouts)'
const words = (source: string) => new RegExp(source)

/** Whether, what, when and how it was deployed, and what would be. */
const DEPLOYMENTS = /(?:deploy(?:ment)?s|releases|rollouts|auslieferungen|despliegues|lanzamientos)$/i
/** "los últimos 8 despliegues de web": what is counted says what is wanted, in whatever language. */
export const deploymentsCounted: Rule = {
  intent: 'deploy.history',
  confidence: 0.93,
  matches: ({ reading: { text, clauses, entities } }) =>
    clauses.every(({ mood }) => mood === 'plain') &&
    entities.some(({ slot, start, end }) => slot === 'count' && DEPLOYMENTS.test(text.slice(start, end))),
}

export const deployQuestionRules: readonly Rule[] = [
  deploymentsCounted,
  question(
    'deploy.check',
    0.95,
    /^(?:am|are|is|are) (?:i|we|it)(?: even| still| already| now)* (?:allowed|permitted|able|ok|okay|free) to (?:re)?(?:deploy|ship|release|push|roll out|promote) (?:_service_|it|that|this)\b.*(?:\bnow\b|\bthen\b|_at_|\btoday\b|\btonight\b|\byet\b)|^(?:am|are) (?:i|we)(?: even| still| already| now)* (?:allowed|permitted|cleared|free) to (?:re)?(?:deploy|ship|release|push|roll out|promote) (?:_service_|_ref_|it|that|this)\b/,
  ),
  question(
    'deploy.check',
    0.92,
    /\b(?:can|may|could|shall|should|am|are|is|be)\b.*\b(?:deploy|ship|release|push|roll out|go out|go live|deployed|shipped|released)\b.*(?:\bnow\b|_at_|\btoday\b|\btonight\b|right now|at moment|\byet\b)/,
    /^(?:can|could) you\b|\bwho\b|\b(?:plan|schedule|book|set up|queue)\b|history|\bwhat\b|status|version|^(?:is|are) .*(?:deployed|shipped|released)\b/,
  ),
  question(
    'deploy.check',
    0.9,
    /^(?:can|may|could|shall|should) (?:i|we)\b(?! (?:plan|schedule|book|set up|queue|get|have)\b).*\b(?:deploy|ship|release|push|roll out)\b.*(?:_service_|\bit\b)/,
  ),
  question(
    'deploy.check',
    0.9,
    /\b(?:safe|ok|okay|allowed|possible|good|fine|clear|alright|free|permitted)(?: time| moment)? (?:for us |for me )?to (?:deploy|ship|release|push|roll out)\b.*(?:_service_|_environment_|now|_at_|it)/,
    /^(?:am|are) (?:i|we) (?:allowed|permitted) to \w+(?: to| in| on)? _environment_$|\bwho\b/,
  ),
  question(
    'deploy.check',
    0.9,
    /^(?:can|could|may) _service_.*\b(?:be (?:deployed|shipped|released)|go out|go live|go to)\b/,
    /^\S+ _service_ be deployed to _environment_ please/,
  ),
  question(
    'deploy.check',
    0.9,
    /^(?:is|are)\b.*(?:_service_|_environment_|deploys?|deployments?).*\b(?:locked|frozen|blocked|freeze|good to go|ready to (?:deploy|ship|go)|unlocked)\b|^(?:is there|do we have|any)\b.*\b(?:freeze|deploy lock|lock on)\b|\b(?:anything|what's|what is|what) (?:blocking|preventing|stopping|blocks)\b.*(?:_service_|deploy)/,
  ),
  question(
    'deploy.check',
    0.9,
    /^(?:check|verify|tell me|know|find out|see) (?:if|whether) .*\b(?:can|could|may|allowed)\b.*\b(?:deploy|ship|release)|^deploy check\b|\bdeploy window\b/,
  ),
  question(
    'deploy.diff',
    0.92,
    /^(?:(?:so|and|ok|but|well) )*what(?:'s| has| is|'s been| have we| did we)? (?:changed|new|different|changing|change|diff|difference)(?: there| here| in it| in that| since then| with it| in this (?:one|version|release))?$/,
  ),
  question('deploy.diff', 0.94, /\bdiff\b|\bdiffs\b|\bchange ?log\b|\brelease notes\b/, /_pr_/),
  question(
    'deploy.diff',
    0.93,
    /\bwhat (?:would|will|is going to|is about to|gets|am i about to|are we about to|do we)\b.*\b(?:ship|shipped|go out|change|changes|deploy|deployed|release|released|roll out|happen if\b.*(?:deploy|ship|release))/,
    /\bwho\b|_task_|roll(?:ed)? back|\bwould you\b/,
  ),
  question(
    'deploy.diff',
    0.92,
    /\b(?:difference|differences|differ|differs|different)\b.*(?:_service_|_environment_|_ref_)|\bcompare\b.*(?:_service_|_environment_|_ref_)/,
  ),
  question(
    'deploy.diff',
    0.92,
    /\b(?:what's|what is|whats|what are|anything|any|what|show|list)\b.*\b(?:new|different|unreleased|undeployed|unshipped|not (?:yet )?(?:deployed|released|shipped|on|in|live)|waiting to (?:ship|be shipped|go out|be deployed|be released)|queued up to ship|pending (?:release|deployment|to ship)|going out|about to ship|to be (?:deployed|shipped|released))\b/,
    /approval|devices?|hosts?|machines?|kiosks?/,
  ),
  question(
    'deploy.diff',
    0.9,
    /\b(?:what|which|any|show|list|how many)\b.*\b(?:commits?|changes|changed|new)\b.*(?:_service_|would be|would go|will go|in there|in it|_environment_|_ref_|since|between|it\b|last (?:deploy|release))/,
    /approval|change requests?|^(?:list|show)(?: me)?(?: all)?(?: (?:open|pending))? changes (?:for|of) _service_|^which commit .*\b(?:is|does|has)\b|\bdeploy(?:ment)?s\b|guideline|incident|new bot|pending|awaiting|open changes/,
  ),
  question(
    'deploy.diff',
    0.9,
    /\bhow (?:far|much) .*(?:behind|ahead|differ)|\b(?:behind|ahead of) _environment_|\bpreview\b.*(?:_service_|deploy)/,
  ),
  question(
    'deploy.history',
    0.95,
    /\b(?:history|past)\b.*\b(?:deploy|deployment|release|rollout)|\b(?:deploy|deployment|release|rollout)s? (?:history|log|record|timeline)\b/,
    /_task_|\blogs\b/,
  ),
  question('deploy.history', 0.9, /\bhistory\b/, /incident|task|metric|build|chat|^(?:delete|remove|clear|erase)\b/),
  question(
    'deploy.history',
    0.94,
    words(
      `(?:_count_|_number_|recent|latest|last few|previous|past).* ?\\b${MANY}\\b|\\b${MANY}\\b.*(?:_window_|_count_|_ring_)`,
    ),
    /devices?|hosts?|machines?|kiosks?|_change_|approval|^(?:block|pause|halt|stop|suspend|freeze|lock|resume|allow|hold|forbid)\b/,
  ),
  question(
    'deploy.history',
    0.9,
    words(
      `\\b(?:show|list|give|what|which|see|all|any|how many|failed|successful|get|recent|were|have|who|pull|failing|running|of|queued|cancelled|in|to|_service_|_environment_|_ring_)\\b.*\\b${MANY}\\b|^${MANY}\\b|_(?:service|environment|ring)_ ${MANY}\\b`,
    ),
    /devices?|hosts?|machines?|kiosks?|approval|\bcan\b|may|allowed|locked|blocked|status of|\bif\b|how do|how does|should|safe|circuit|health/,
  ),
  question(
    'deploy.history',
    0.9,
    words(`\\b(?:deploy|deployment|release|rollout)\\b.*_count_|_count_.*\\b(?:deploy|deployment|release)\\b`),
    /replica|\blogs?\b/,
  ),
  question(
    'deploy.history',
    0.9,
    /\bwhat\b.*\b(?:was|got|has been|have been|did we|have we|were|been|we)\b.*\b(?:deployed|deploy|ship|shipped|released|rolled out|release)\b.*(?:_window_|_ring_|lately|recently)|\b(?:what|who|anything)\b.*\b(?:deployed|shipped|released)\b.*(?:_window_|lately|recently)|\bwho (?:has )?(?:deployed|shipped|released)\b/,
  ),
  question(
    'deploy.status',
    0.94,
    words(`\\b(?:status|state|progress)\\b.*\\b${NOUN}s?\\b|\\b${NOUN} (?:status|state|progress)\\b`),
    /devices?|hosts?|machines?|kiosks?|history|_count_|approval|_task_/,
  ),
  question(
    'deploy.status',
    0.92,
    words(
      `^(?:and )?(?:why|did|has|have|is|was|how|how's|how did|where|where's|when|what's|what|what happened)\\b.*\\b${NOUN}\\b.*\\b(?:go|going|doing|finish|finished|succeed|succeeded|work|worked|fail|failed|land|landed|done|complete|completed|through|stuck|running|out|ok|okay|happen|happened|with|at|yet|over|pass|passed|still|coming|along|look|looking|good|green|healthy)\\b`,
    ),
    /devices?|hosts?|machines?|kiosks?|_count_|should|would|how do i|how does|approval|how do we|good for|in theory|in general|on average|\bmean\b|difference/,
  ),
  question(
    'deploy.status',
    0.92,
    /\b(?:what's|what is|whats|what are|which|what|tell me what|see what|show what|show me what|whats)\b.*\b(?:running|deployed|live|serving|active|currently|released|on|in)\b ?(?:right now |now |currently |live )?(?:on|in|to|at|for)? _environment_/,
    /logs?|_count_|since|_window_|would|will|can |allowed|incident|alert|tasks?|jobs?|workflows?|error|latency|metric|drift|not (?:yet )?|approv|cpu|memory|health|changed?\b|different|\bnew\b|\btime\b|weather|temperature|capital|price|guideline|problem|wrong|commits?/,
  ),
  question(
    'deploy.status',
    0.92,
    /\b(?:what|which|current|what's|whats) (?:is )?(?:current |exact |running |deployed )?(?:version|release|commit|sha|tag|build)\b.*(?:_service_|_environment_|running|deployed|live|it\b)|\bversion of _service_/,
    /previous|_count_/,
  ),
  question(
    'deploy.status',
    0.91,
    /^(?:is|was|has|did|are|have (?:we|you|they))\b.*(?:_service_|_ref_|\bit\b(?! \w+ing\b)|\bthat\b).*\b(?:deployed|shipped|released|live|out|landed|gone out|rolled out|reach|reached|make it|made it|in|on|ship|deploy|land)\b ?(?:yet|already|now)?(?: (?:on|in|to|at) _environment_.*|.*)$/,
    /healthy|\bfine\b|\balright\b|\bup\b|\bdown\b|\bbuilt?\b|locked|safe|ok\b|logs?|error|on call|on-call|broken|failing|working|\bwho\b|drift|_task_|circuit|out of (?:budget|memory)|responding|alive|reachable|stable|doing|running (?:ok|fine|well)|slow|ready to|allowed/,
  ),
  question(
    'deploy.status',
    0.92,
    words(
      `^(?:any|what|what's|is there any|are there any|have we (?:any|got any)|got any) (?:news|word|update|updates|progress|latest)\\b.*\\b${NOUN}\\b`,
    ),
    /_task_|_count_/,
  ),
  // "how is going the deployment of …", as many say it who learned English later.
  question(
    'deploy.status',
    0.92,
    words(
      `^(?:and )?(?:how|where|what) (?:is|was|are|did|has|does) (?:it )?(?:now )?(?:going|gone|go|doing|progressing|advancing|happening|happened|finished|ended)(?: on)?(?: with| for)? (?:that )?(?:last |latest |_[a-z]+_ )*${NOUN}\\b`,
    ),
    /_count_/,
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
      `\\b(?:last|latest|current|recent|most recent|newest|ongoing|running)(?: _[a-z]+_)? ${NOUN}\\b(?! (?:notes|train))`,
    ),
    /_count_|diff|\bwhat changed|commits?|roll|revert|undo|cancel|stop|retry|logs?/,
  ),
  question(
    'deploy.status',
    0.9,
    /\b(?:status|state)\b(?: check)?(?: of| for| on| in)? (?:_service_|_environment_)|(?:_service_|_environment_)(?: _environment_| _service_| (?:on|in) _environment_)? (?:deploy )?status\b|^status(?: (?:of|for|on|in))? (?:_service_|_environment_)/,
    /build|logs?|health|_task_|_run_|incident|slo|budget|integration/,
  ),
  question(
    'deploy.status',
    0.7,
    /^(?:status|state|what's (?:the )?status|what is (?:the )?status|give me (?:the )?status|status update|any update|any updates)(?: (?:now|on|of) ?(?:it|that)?)?$/,
  ),
  question(
    'deploy.status',
    0.88,
    /^(?:where (?:is|are)|where's) _service_|\bwhere is _ref_|\bwhat about deploy\b|^how is _service_ (?:deployed|rolling out)|^how (?:is|did|was)\b.*(?:deploy|rollout|release) (?:of|for|to)\b/,
  ),
  question(
    'deploy.status',
    0.88,
    words(`^(?:show|check|give|get|see|view|look at|open|pull up|tell)\\b.*\\b${NOUN}\\b(?!.*\\b(?:diff|history)\\b)`),
    /_count_|devices?|hosts?|machines?|kiosks?|approval|how|logs?|diff|can|who|lock|train|freeze|history|log\b|changes|plan/,
  ),
  question(
    'deploy.status',
    0.85,
    words(`^(?:_environment_ |_service_ )*${NOUN} (?:status|state)$|^(?:_service_ |_environment_ )+${NOUN}$`),
  ),
]
