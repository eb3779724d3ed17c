import { command, type Rule } from './rule.ts'

/** Incidents and change requests, where somebody orders them outright; the rest is told by likeness. */
export const recordRules: readonly Rule[] = [
  command(
    'incident.open',
    0.95,
    /^(?:open|declare|raise|create|file|log|report|start|register)(?: up)?(?: us| me)? (?:new |another |_severity_ )*incident\b/,
    /_incident_|_number_|_bot_|guideline/,
  ),
  command(
    'change.submit',
    0.95,
    /^(?:submit|file|put in|hand in|put forward|send)\b.*\b(?:for|to get) (?:approval|sign-?off)\b/,
    /_change_|_pr_/,
  ),
]
