import { command, type Rule } from './rule.ts'

/** "approve a change": the order and a kind of thing; which one is asked for. */
const order = (intent: string, verbs: string, kinds: string): Rule =>
  command(intent, 0.92, new RegExp(`^(?:${verbs}) (?:one |some |another |one of (?:my |our )?)?(?:${kinds})$`))

export const bareOrderRules: readonly Rule[] = [
  order('change.approve', 'approve', 'changes?|change requests?|requests?|approvals?|one(?: of them)?'),
  order('change.reject', 'reject|decline', 'changes?|change requests?|requests?|one(?: of them)?'),
  order('incident.ack', 'ack|acknowledge', 'incidents?|one(?: of them)?'),
  order('incident.resolve', 'resolve|close', 'incidents?'),
  order('review.start', 'review|start review (?:of|on)', 'prs?|pull requests?'),
  order('deploy.schedule', 'schedule|plan', 'deploy|deployment|release|rollout'),
  order('deploy.lock', 'lock|freeze', 'services?'),
  order('deploy.unlock', 'unlock|unfreeze', 'services?'),
  order('deploy.start', '(?:re)?deploy|ship|release', 'something|services?'),
]
