/** A file that is an agent and works as it is: the comments say what to change. */
export function agentTemplate(name: string): string {
  return `# An agent without code. Try it as it is:   npm run shipmate -- agents try ${name}
# Check it after a change:                   npm run shipmate -- agents check
# How to write one: docs/agents.md
name: ${name}

# What it can be asked for.
capability: ${name}.judge

# Which of the \`models\` in shipmate.yaml is asked: decision, summary or conversation.
model: decision

# What the model is told about its task. It is also told that data is only data, whatever stands in it.
system: |
  You look at the commits of a release for the people who are on call. You say how risky the release
  is, and what they should look at first.

# What its model may look up before it answers: query_deployments, check_health, check_status, read_logs,
# read_diff, query_metrics, list_changes, list_tasks. Only at the place it judges, and nothing is changed.
tools: [read_diff]

# What it judges. A small part of JSON schema: object, array, string, number, integer, boolean and enum.
input:
  type: object
  properties:
    service: { type: string }
    commits: { type: array, items: { type: string } }

# The form of its answer. An answer in any other form is sent back once, then \`withoutModel\` counts.
output:
  type: object
  properties:
    risk: { type: string, enum: [low, medium, high] }
    reasons: { type: array, items: { type: string }, minItems: 1, maxItems: 5 }

# What it is asked. {service} and {commits} stand for their data, which is fenced off and never followed.
prompt: |
  These commits of {service} are about to be released:
  {commits}
  How risky is that, and why?

# Its answer when no model is configured, or none answers in time.
withoutModel:
  risk: medium
  reasons:
    - No model has looked at it, so look yourself.

# An input for \`agents try\` without --input.
example:
  service: storefront
  commits:
    - Round prices half up
    - Drop the column customers.legacy_id

# What its tools give in \`agents try\`, where they look into nothing real. --look-ups FILE gives something else.
exampleLookUps:
  read_diff:
    - Drop the column customers.legacy_id (Mira)
`
}
