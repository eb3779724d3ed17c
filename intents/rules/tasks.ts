import { command, question, type Rule, wholeMessage } from './rule.ts'

const WORK = '(?:tasks?|jobs?)'

export const taskRules: readonly Rule[] = [
  question(
    'task.list',
    0.93,
    /\b(?:tasks|jobs|background work|async work|work queue|job queue|task queue|backlog|queue)\b/,
    /^help\b|_task_|cancel|retry|approval|how do|how does|incident|agent/,
  ),
  question(
    'task.list',
    0.92,
    /^(?:what|what's|whats|anything|is anything|is there anything|what is|show what's|show me what's|tell me what's|see what's)\b(?: you)?(?: is| are| are you| still| currently)* (?:running|going on|in progress|in flight|queued|in queue|executing|working on|busy with|doing|happening|underway|ongoing|in background|up)\b(?: right)?(?: now| at moment| currently| in background| in queue| you)*$/,
  ),
  question(
    'task.list',
    0.9,
    /\b(?:what|everything|anything|all)\b.*\b(?:running|going on|happening|queued)\b.*\bbackground\b/,
  ),
  question(
    'task.list',
    0.95,
    /^(?:so |and )?(?:(?:what(?:'s| is| are)?|which (?:questions?|confirmations?|plans?) (?:is|are)|anything|is (?:anything|there anything)|show (?:me )?(?:what(?:'s| is)|everything)|list (?:what(?:'s| is)|everything)) )(?:still |else )?(?:open|pending|outstanding|waiting|unanswered|left open|unconfirmed)(?: (?:for|on) (?:me|us|my answer|you))?(?: (?:here|now|right now|still))?$|^what are you (?:still )?waiting for\b|^what (?:do|did) you (?:still )?(?:need from|ask) me\b/,
  ),
  question('task.list', 0.9, /^what are you (?:doing|working on|busy with|up to|running)/),
  question(
    'task.list',
    0.85,
    new RegExp(`^(?:list|show|running|pending|failed|queued|active|all|background|async)\\b.*\\b${WORK}\\b`),
    /_task_|cancel|retry/,
  ),
  question('task.list', 0.85, /^task list\b|^any(?: \S+){0,3} task\b/),
  question(
    'task.status',
    0.95,
    /_task_/,
    /^(?:cancel|stop|abort|kill|terminate|halt|retry|rerun|restart|redo|requeue|drop|end|try|run|pull|get rid|call off|make|have)\b|\b(?:cancel|cancelled|kill|abort|retry|retried|rerun|again)\b|logs?$/,
  ),
  question(
    'task.status',
    0.85,
    /\b(?:status|state|progress|details?|result|outcome)\b.*\b(?:task|job)\b|\b(?:task|job) (?:status|state|progress|details)\b|^(?:how|how's|is|did|has|what happened|what's)\b.*\b(?:task|job)\b.*\b(?:go|going|doing|done|finished|finish|running|stuck|failed|fail|progress|complete|completed|to|with|happening|up|at|over)\b/,
    /what (?:tasks|jobs)|how do/,
  ),
  command(
    'task.cancel',
    0.97,
    /^(?:cancel|stop|abort|kill|terminate|halt|drop|end|interrupt|get rid of|call off|task cancel|pull plug on)\b.*_task_|^_task_.*\b(?:cancel|must be cancelled|needs to be cancelled|should be cancelled|can be cancelled|cancelled|stop|abort|kill)\b/,
  ),
  command(
    'task.cancel',
    0.94,
    new RegExp(
      `^(?:cancel|stop|abort|kill|terminate|halt|interrupt)\\b.*\\b(?:${WORK}|deploy|deployment|build|rollout|rollback|run|process|_number_)(?!\\w)`,
    ),
    /approval|_change_|\bdeploying\b|deploys\b|deployments\b|_run_|talking/,
  ),
  wholeMessage(
    'task.cancel',
    0.8,
    /^(?:please |can you |could you |ok |now )*(?:cancel|stop|abort|kill|terminate|halt) (?:it|that|this|that one|this one|last one|them|what you're doing)(?: please| now)*$/,
  ),
  command(
    'task.cancel',
    0.93,
    /^(?:get|have|want|i want|i need|need|like|i'd like) (?:_task_|.*task).* (?:cancelled|canceled|stopped|killed|aborted)/,
  ),
  command(
    'task.retry',
    0.95,
    /^(?:so |and )?(?:_task_|it|that) (?:ought to|should|must|needs? to|has to) (?:be )?(?:run|started|tried|attempted|repeated|retried|rerun|re-run)(?: (?:again|once more|one more time|another time))?$|^(?:so |and )?(?:_task_|it|that) (?:deserves|needs|should get|ought to get) (?:another|second|one more) (?:attempt|chance|go|try|run|shot)\b/,
  ),
  command(
    'task.retry',
    0.97,
    /^(?:retry|re-?run|redo|re-?try|restart|requeue|re-?queue|resubmit|repeat|task retry|start over)\b.*_task_|^(?:run|try|do|start|give|kick off) _task_.*(?:again|another|once more|one more|over|a second)|^_task_.*\b(?:retry|rerun|again|needs to be retried|should be retried|needs another)\b/,
  ),
  command(
    'task.retry',
    0.95,
    /^(?:get|have|want|i want|i need|need|we need|like|i'd like) (?:_task_|it|that|this)\b.*\b(?:retried|re-?run|re-?tried|tried again|run again|redone|requeued|restarted|repeated)\b/,
    /_service_/,
  ),
  command(
    'task.retry',
    0.93,
    new RegExp(
      `^(?:retry|re-?run|redo|re-?try|restart|requeue|re-?queue|repeat|resubmit)\\b.*\\b(?:${WORK}|deploy|deployment|build|failed (?:one|step)|last one|_number_)(?!\\w)`,
    ),
    /_service_ service/,
  ),
  command(
    'task.retry',
    0.92,
    /^(?:retry|re-?try|redo|re-?run|try|run|do)\b ?(?:it|that|this|them|last|that one|this one|failed one)?(?: again| once more| one more time)?$/,
    /^(?:run|do|try)(?: it| that| this)?$/,
  ),
  command(
    'task.retry',
    0.88,
    /^(?:try|run|do) .*\b(?:task|job|it|that|this|last one)\b.*\b(?:again|once more|one more time)\b|^(?:give|try) .*\b(?:another (?:go|try|shot|attempt))\b|^try again/,
  ),
]
