import { expect, test } from 'vitest'
import { describeProblem } from '../../../../config/problem.ts'
import { readYaml } from '../../../../config/source.ts'
import { decideWith } from '../../../../jobs/agents/core/decide-with.ts'
import { yamlAgent } from '../../../../jobs/agents/custom/yaml-agent.ts'
import { agentTemplate } from '../../../../src/app/commands/agents/agent-template.ts'
import { givenLookUps } from '../../../../src/app/commands/agents/given-look-ups.ts'
import { calling, meansOf, modelThatSays, steppingClock } from '../toy-agent.ts'

const WHOLE = `name: notes
capability: release.notes
system: You write notes.
input:
  type: object
  properties:
    service: { type: string }
    commits: { type: array, items: { type: string } }
output:
  type: object
  properties:
    headline: { type: string, maxLength: 40 }
    kind: { type: string, enum: [fix, feature] }
    weight: { type: integer, minimum: 1, maximum: 5 }
  required: [headline, kind]
prompt: Write about {service}. {commits} Be short.
withoutModel: { headline: Something new, kind: feature }
`

const read = (text: string) => yamlAgent(readYaml(text, 'notes.yaml'), 'notes.yaml')

function agentIn(text: string) {
  const reading = read(text)
  if (reading.kind === 'problems') throw new Error(reading.problems.map(describeProblem).join('\n'))
  return reading.agent.agent
}

function problemsIn(text: string): readonly string[] {
  const reading = read(text)
  return reading.kind === 'problems' ? reading.problems.map(describeProblem) : []
}

const judge = (agent: ReturnType<typeof agentIn>, evidence: object, ...says: readonly object[]) => {
  const clock = steppingClock()
  const model = modelThatSays(clock, ...says)
  const means = { model, ...meansOf(clock) }
  return decideWith(agent, evidence, means, { budgetMs: 5_000 }).then((decision) => ({ decision, asked: model.asked }))
}

test('a file is an agent, and its model is asked with the data in the places of their names', async () => {
  const evidence = { service: 'mail', commits: ['Fix {service}', '$& and $1'] }
  const { decision, asked } = await judge(agentIn(WHOLE), evidence, { headline: 'Mended', kind: 'fix', weight: null })
  expect(decision).toMatchObject({ answer: { headline: 'Mended', kind: 'fix' }, by: { kind: 'model' } })
  const [system, user] = asked[0]?.messages ?? []
  expect(system?.content).toContain('You write notes.')
  expect(user?.content).toMatch(/^Write about <(data-[\w-]+)>\n"mail"\n<\/\1>\. <\1>\n[\s\S]+\n<\/\1> Be short\.$/)
  // What stands in the data is no place to put data.
  expect(user?.content).toContain('Fix {service}')
  expect(user?.content).toContain('$& and $1')
})

test('a file with tools is offered these, and looks things up before it answers', async () => {
  const agent = agentIn(WHOLE.replace('system:', 'tools: [read_diff]\nsystem:'))
  const clock = steppingClock()
  const model = modelThatSays(clock, calling(['read_diff', { task: 'TASK-3' }]), { headline: 'Mended', kind: 'fix' })
  const lookUp = givenLookUps({ read_diff: ['Round to cents'] })
  const means = { model, ...meansOf(clock) }
  const decision = await decideWith(agent, { service: 'mail', commits: [] }, means, { budgetMs: 5_000, lookUp })
  expect(decision).toMatchObject({
    answer: { headline: 'Mended' },
    lookedUp: [{ tool: 'read_diff', outcome: 'found' }],
  })
  expect(model.asked[0]?.tools?.map(({ name }) => name)).toEqual(['read_diff'])
  expect(model.asked[1]?.messages.at(-1)?.content).toContain('Round to cents')
})

test('without a usable answer its own one counts', async () => {
  const { decision } = await judge(agentIn(WHOLE), { service: 'mail', commits: [] }, { kind: 'poem' }, { weight: 9 })
  expect(decision).toMatchObject({
    answer: { headline: 'Something new', kind: 'feature' },
    by: { kind: 'rules', instead: { why: 'invalid' } },
  })
})

test('of what is known it sees what its form names', () => {
  const { input } = agentIn(WHOLE)
  expect(input.parse({ service: 'mail', commits: [], secretPlan: 1 })).toEqual({ service: 'mail', commits: [] })
})

test.each([
  ['an unknown key', ['system:', 'sistem:'], 'notes.yaml:3: sistem: unknown key. Did you mean'],
  [
    'a place for data that the input has not',
    ['{service}', '{servise}'],
    "notes.yaml:16: prompt: {servise} is not a property of the input. Did you mean 'service'?",
  ],
  ['an answer of its own in the wrong form', ['kind: feature }', 'kind: poem }'], 'notes.yaml:17: withoutModel.kind:'],
  ['a type that there is not', ['type: integer', 'type: int'], 'notes.yaml:14: output.properties.weight'],
  [
    'a required property that is none',
    ['[headline, kind]', '[headline, sort]'],
    'notes.yaml:15: output.required.1: sort is required but not a property',
  ],
  ['a name that is none', ['name: notes', 'name: My Notes!'], 'notes.yaml:1: name: must be lower-case letters'],
  ['a model route that there is not', ['system:', 'model: big\nsystem:'], 'notes.yaml:3: model:'],
  [
    'a tool that there is not',
    ['system:', 'tools: [read_logs, read_log]\nsystem:'],
    "notes.yaml:3: tools.1: there is no tool read_log. Did you mean 'read_logs'?",
  ],
  [
    'a tool that changes something',
    ['system:', 'tools:\n  - read_logs\n  - submit_change\nsystem:'],
    'notes.yaml:5: tools.1: submit_change changes something, and an agent only looks things up',
  ],
  [
    'what a tool gives that it has not',
    ['withoutModel:', 'exampleLookUps: { read_diff: [Mended] }\nwithoutModel:'],
    'notes.yaml:17: exampleLookUps.read_diff: read_diff is not among its tools',
  ],
  ['YAML that is none', ['[fix, feature]', '[fix, feature'], 'notes.yaml:'],
])('%s is found where it stands', (_, [from, to], problem) => {
  const problems = problemsIn(WHOLE.replace(from ?? '', to ?? ''))
  expect(problems.join('\n')).toContain(problem)
})

test('everything that is missing is said in one go', () => {
  const problems = problemsIn('name: notes\n')
  expect(problems.length).toBeGreaterThan(4)
  expect(problems.join('\n')).toContain('docs/agents.md')
})

const RISK = `name: notes
capability: deploy.risk
system: You judge.
input:
  type: object
  properties: { service: { type: string }, commits: { type: integer } }
  required: [service]
output:
  type: object
  properties:
    verdict: { type: string, enum: [go, hold] }
    reasons: { type: array, items: { type: string } }
prompt: Judge {service} with {commits}.
withoutModel: { verdict: go, reasons: [Nobody has looked.] }
`

test('who judges deployments is held against what it will be given, and what it must answer', () => {
  expect(problemsIn(RISK)).toEqual([])
})

test.each([
  [
    'what may be unknown, and is required',
    ['  required: [service]\n', ''],
    'notes.yaml:6: input.properties.commits: commits is not always known before a deployment',
  ],
  [
    'what comes in another type',
    ['commits: { type: integer }', 'commits: { type: array, items: { type: string } }'],
    'commits cannot take what is known before a deployment. It is a whole number',
  ],
  [
    'what is never known',
    [', commits: { type: integer }', ', commit: { type: string }'],
    "commit is not known before a deployment. Did you mean 'commits'?",
  ],
  [
    'a verdict that can be anything',
    [', enum: [go, hold]', ''],
    'notes.yaml:11: output.properties.verdict: verdict does not fit',
  ],
  [
    'reasons that can be left out',
    ['prompt:', '  required: [verdict]\nprompt:'],
    'output.properties.reasons: reasons does not fit',
  ],
  ['an answer of its own without reasons', ['[Nobody has looked.]', '[]'], 'notes.yaml:14: withoutModel.reasons'],
])('of who judges deployments, %s is found where it stands', (_, [from, to], problem) => {
  expect(problemsIn(RISK.replace(from ?? '', to ?? '')).join('\n')).toContain(problem)
})

test('what is not known is said in the place of its data', async () => {
  const { asked } = await judge(agentIn(RISK), { service: 'mail' }, { verdict: 'go', reasons: ['Fine.'] })
  expect(asked[0]?.messages[1]?.content).toMatch(/with <(data-[\w-]+)>\n"not known"\n<\/\1>\./)
})

test('what `agents new` writes is an agent that works, and that may judge deployments', async () => {
  const text = agentTemplate('my-judge')
  const { example } = exampleIn(text)
  const agent = agentIn(text)
  const answer = { verdict: 'hold', reasons: ['A column goes.'] }
  const { decision } = await judge(agent, agent.input.parse(example) as object, answer)
  expect(decision).toMatchObject({ agent: 'my-judge', answer, reasons: ['A column goes.'] })
  expect(problemsIn(text.replace('capability: my-judge.judge', 'capability: deploy.risk'))).toEqual([])
})

function exampleIn(text: string) {
  const reading = read(text)
  if (reading.kind === 'problems') throw new Error(reading.problems.map(describeProblem).join('\n'))
  return reading.agent
}
