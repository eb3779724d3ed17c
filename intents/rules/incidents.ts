import { command, question, type Rule, statement } from './rule.ts'

export const incidentRules: readonly Rule[] = [
  command(
    'incident.open',
    0.96,
    /^(?:open|create|declare|raise|start|file|report|log|call|new|trigger|make|kick off|need|want|i need|i want|we need|incident open)\b.*(?:\bincident\b|\boutage\b|_severity_|\bincident:)/,
    /_incident_|\bincidents\b|^(?:show|list)/,
  ),
  statement(
    'incident.open',
    0.85,
    /^(?:we have|there's|there is|we've got|this is|new|we got) (?:new |major |_severity_ |big |serious )*(?:incident|outage)\b(?!s)/,
  ),
  question(
    'incident.list',
    0.94,
    /\bincidents?\b|\boutages?\b/,
    /_incident_|^(?:open|create|declare|raise|start|file|report|log|call) (?:new |an? |major |_severity_ )*(?:incident|outage)\b(?!s)|^(?:ack|acknowledge|resolve|close|declare|create|raise|file)\b|on[- ]?call|post ?mortem|how do|\btalk about\b|discuss/,
  ),
  question(
    'incident.list',
    0.85,
    /^(?:show|list|what|details?|status)\b.*_incident_|^what(?:'s| is) (?:on fire|burning)/,
  ),
  command(
    'incident.ack',
    0.97,
    /^(?:ack|acknowledge|acknowledged|acking|take|taking|own|claim|incident ack|pick up|i(?:'m| am) (?:on|taking|looking at|looking into)|i(?:'ve| have)? got|i(?:'ll| will) (?:take|own|handle|look at|look into)|on it:?|mine:?)\b.*(?:_incident_|\bincident\b|\balert\b|\bpage\b|_number_)|^_incident_.*\b(?:ack|acked|acknowledged|mine|i'm on it|on it|i got it)\b/,
  ),
  command('incident.ack', 0.88, /^(?:ack|acknowledge|acknowledged)(?: (?:it|that|this|last one))?$/),
  command(
    'incident.resolve',
    0.97,
    /^(?:resolve|resolved|close|closed|mark|end|fix|finish|incident resolve|wrap up|set)\b.*(?:_incident_|\bincident\b)|^_incident_.*\b(?:resolved|fixed|done|over|closed|close|resolve|can be closed|mitigated)\b/,
    /\bincidents\b|\back/,
  ),
  statement(
    'incident.resolve',
    0.96,
    /^_incident_ (?:is |has been |was |can be )*(?:resolved|fixed|done|over|closed|mitigated)\b/,
  ),
  command('incident.resolve', 0.85, /^(?:resolve|resolve it|resolve that|close it|mark it (?:as )?resolved)$/),
]
