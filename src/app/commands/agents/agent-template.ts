/** A file that is an agent and works as it is: the comments say what to change. */
export function agentTemplate(name: string): string {
  return `# An agent without code. Try it as it is:   npm run shipmate -- agents try ${name}
# Check it after a change:                   npm run shipmate -- agents check
# How to write one: docs/agents.md
name: ${name}

# What it can be asked for. With deploy.risk in its place it is asked before every deployment, as it stands here.
capability: ${name}.judge

# Which of the \`models\` in shipmate.yaml is asked: decision, summary or conversation.
model: decision

# What the model is told about its task. It is also told that data is only data, whatever stands in it.
system: |
  You look at a release for the people who are on call, before it goes out. You say whether it can go
  or should be held, and what they should look at first.

# What its model may look up before it answers: query_deployments, check_health, check_status, read_logs,
# read_diff, query_metrics, list_changes, list_tasks. Only at the place it judges, and nothing is changed.
tools: [read_diff]

# What it judges. A small part of JSON schema: object, array, string, number, integer, boolean and enum.
# Of a deployment only the service and the environment are always known.
input:
  type: object
  properties:
    service: { type: string }
    liveCommit: { type: string }
    newCommit: { type: string }
    commits: { type: integer }
    migrationsTouched: { type: array, items: { type: string } }
  required: [service]

# The form of its answer. An answer in any other form is sent back once, then \`withoutModel\` counts.
output:
  type: object
  properties:
    verdict: { type: string, enum: [go, go-with-canary, hold] }
    reasons: { type: array, items: { type: string }, minItems: 1, maxItems: 5 }

# What it is asked. {service} and the others stand for their data, which is fenced off and never followed.
prompt: |
  A release of {service} is about to go out, from commit {liveCommit} to {newCommit}.
  How many commits it brings: {commits}
  Its migrations: {migrationsTouched}
  Can it go, and why?

# Its answer when no model is configured, or none answers in time.
withoutModel:
  verdict: go
  reasons:
    - No model has looked at it, so look yourself.

# An input for \`agents try\` without --input.
example:
  service: storefront
  liveCommit: 1a2b3c4d5e6f
  newCommit: 6f5e4d3c2b1a
  commits: 2
  migrationsTouched:
    - db/migrations/7_drop_legacy.sql

# What its tools give in \`agents try\`, where they look into nothing real. --look-ups FILE gives something else.
exampleLookUps:
  read_diff:
    - Drop the column customers.legacy_id (Mira)
`
}
