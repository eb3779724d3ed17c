import { expect, test } from 'vitest'
import { describeProblem } from '../../../config/problem.ts'
import { readYaml } from '../../../config/source.ts'
import type { Known } from '../../../config/workflow-files/known.ts'
import { readWorkflow } from '../../../config/workflow-files/read-workflow.ts'

const known: Known = {
  services: ['payments', 'mail'],
  testedServices: ['payments'],
  environments: ['staging', 'production'],
  harmlessEnvironments: ['staging'],
  roles: ['deployer', 'sre', 'night'],
  heldRoles: ['deployer', 'sre'],
  agents: ['release-notes'],
  secrets: ['TOKEN'],
  ci: ['jenkins'],
}

function problemsIn(yaml: string): readonly string[] {
  const reading = readWorkflow(readYaml(yaml, 'w.yaml'), 'w', known)
  return reading.kind === 'problems' ? reading.problems.map(describeProblem) : []
}

/** Steps as a flow list of maps, a line each, from line 2. */
const steps = (...lines: readonly string[]): string => ['steps:', ...lines.map((line) => `  - ${line}`), ''].join('\n')
const run = (id: string, more = ''): string => `{ id: ${id}, uses: command, with: { run: [${id}] }${more} }`

const agree = (more = ''): string => `{ id: agree, approval: { role: sre }${more} }`
const ship = (more = ''): string =>
  `{ id: ship, needs: agree, uses: deploy, with: { service: payments, environment: production, version: v1 }${more} }`

test('a scheduled change is approved where the approval comes before it, whatever is skipped between them', () => {
  const schedule = "schedule: { cron: '0 3 * * *', channel: 'slack:C1' }\n"
  const between = run('look', ', needs: agree, when: steps.agree.result == failed')
  expect(problemsIn(schedule + steps(agree(), ship(', when: success()')))).toEqual([])
  expect(problemsIn(schedule + steps(agree(), between, ship().replace('needs: agree', 'needs: look')))).toEqual([])
})

test('a sound file becomes a definition with its defaults', () => {
  const reading = readWorkflow(readYaml(steps(run('a'), run('b', ', needs: a, timeout: 5m')), 'w.yaml'), 'w', known)
  expect(reading).toMatchObject({
    kind: 'workflow',
    definition: {
      id: 'w',
      confirm: true,
      steps: [
        { id: 'a', needs: [] },
        { id: 'b', needs: ['a'], timeoutMs: 300_000 },
      ],
    },
  })
})

test.each([
  [
    'an unknown action',
    steps('{ id: a, uses: restrat, with: {} }'),
    "w.yaml:2: steps.0.uses: unknown action 'restrat'. There are build",
  ],
  [
    'a number of instances that is none',
    steps('{ id: a, uses: scale, with: { service: payments, environment: staging, count: 5000 } }'),
    "w.yaml:2: steps.0.with.count: '5000' is no number of instances. Write 0 to 1000.",
  ],
  [
    'a test of a service that says nothing of its tests',
    steps('{ id: a, uses: test, with: { service: mail } }'),
    "w.yaml:2: steps.0.with.service: 'mail' has no tests. Add test: [npm, test], or what tests it, to mail in shipmate.yaml",
  ],
  [
    'an output that a test run has not',
    steps(
      '{ id: a, uses: test, with: { service: payments } }',
      "{ id: b, uses: command, needs: a, with: { run: [x, '${{ steps.a.outputs.passes }}'] } }",
    ),
    "'a' has no output 'passes'. Did you mean 'passed'?",
  ],
  [
    'a moment that never comes',
    `schedule: { cron: '0 0 31 2 *', channel: 'slack:C1' }\n${steps(run('a'))}`,
    "w.yaml:1: schedule.cron: '0 0 31 2 *' never comes: there is no such day. Choose a day that there is.",
  ],
  [
    'a rule that is none',
    `schedule: { cron: 'at night', channel: 'slack:C1' }\n${steps(run('a'))}`,
    "w.yaml:1: schedule.cron: 'at night' is no cron rule. Write five fields",
  ],
  [
    'a zone that is none',
    `schedule: { cron: '0 3 * * *', zone: Europe/Berlon, channel: 'slack:C1' }\n${steps(run('a'))}`,
    "w.yaml:1: schedule.zone: 'Europe/Berlon' is no time zone",
  ],
  [
    'a schedule that nobody hears of',
    `schedule: { cron: '0 3 * * *', channel: ops }\n${steps(run('a'))}`,
    'w.yaml:1: schedule.channel: must begin with the platform, such as slack:C024BE7LH',
  ],
  [
    'an input that nobody says at that moment',
    `inputs: { x: text }\nschedule: { cron: '0 3 * * *', channel: 'slack:C1' }\n${steps(run('a'))}`,
    "w.yaml:2: schedule: nobody says the input 'x' then. Add with: { x: … } to the schedule, or a default to the input.",
  ],
  [
    'a scheduled change of production that nobody approves',
    `schedule: { cron: '0 3 * * *', channel: 'slack:C1' }\n${steps(
      '{ id: a, uses: deploy, with: { service: payments, environment: production, version: v1 } }',
    )}`,
    "w.yaml:1: schedule: 'a' changes a protected environment, and nobody confirms what starts by itself. Put a step with approval before a.",
  ],
  [
    'one where the place is only known later',
    `schedule: { cron: '0 3 * * *', channel: 'slack:C1' }\n${steps(
      run('a'),
      "{ id: b, needs: a, uses: deploy, with: { service: payments, environment: '${{ steps.a.outputs.where }}', version: v1 } }",
    )}`,
    "'b' changes a protected environment",
  ],
  [
    'one that is approved only under a condition',
    `schedule: { cron: '0 3 * * *', channel: 'slack:C1' }\n${steps(agree(', when: run.by == ana'), ship())}`,
    "'ship' changes a protected environment",
  ],
  [
    'one that starts because the approval was refused',
    `schedule: { cron: '0 3 * * *', channel: 'slack:C1' }\n${steps(agree(), ship(', when: failure()'))}`,
    "'ship' changes a protected environment",
  ],
  ['no action', steps('{ id: a }'), 'does not say what it does. Write uses:'],
  ['an unknown key', `titel: x\n${steps(run('a'))}`, 'w.yaml:1: titel: unknown key. Known: aliases'],
  ['a step twice', steps(run('a'), run('a')), "w.yaml:3: steps.1.id: there is a step 'a' already"],
  [
    'a need that is no step',
    steps(run('build'), run('b', ', needs: biuld')),
    "there is no step 'biuld'. Known: b, build.",
  ],
  ['a step that needs itself', steps(run('a', ', needs: a')), "'a' needs itself, so it never starts"],
  [
    'a cycle',
    steps(run('a', ', needs: c'), run('b', ', needs: a'), run('c', ', needs: b')),
    'w.yaml:2: steps.0.needs: steps wait for each other: a needs c needs b needs a',
  ],
  [
    'an unknown input',
    steps("{ id: a, uses: command, with: { run: [x, '${{ inputs.nmae }}'] } }"),
    "w.yaml:2: steps.0.with.run.1: there is no input 'nmae'",
  ],
  [
    'an output of a step that is not over',
    steps(run('a'), "{ id: b, uses: command, with: { run: [x, '${{ steps.a.outputs.y }}'] } }"),
    "'a' is not over when 'b' starts, so nothing is known of it yet. Add a to the needs of b.",
  ],
  [
    'an output that there is not',
    steps(
      '{ id: a, uses: build, with: { service: payments } }',
      "{ id: b, uses: command, needs: a, with: { run: [x, '${{ steps.a.outputs.vresion }}'] } }",
    ),
    "'a' has no output 'vresion'. Did you mean 'version'?",
  ],
  [
    'a place that is none',
    steps("{ id: a, uses: command, with: { run: [x, '${{ env.HOME }}'] } }"),
    "'env.HOME' points nowhere",
  ],
  [
    'an item without a list',
    steps("{ id: a, uses: command, with: { run: [x, '${{ item }}'] } }"),
    'there is no item here',
  ],
  [
    'a secret among the arguments',
    steps("{ id: a, uses: command, with: { run: [x, '${{ secrets.TOKEN }}'] } }"),
    'a secret must not stand here. Secrets go into env and headers only.',
  ],
  [
    'a secret that is not declared',
    steps("{ id: a, uses: command, with: { run: [x], env: { T: '${{ secrets.TOKNE }}' } } }"),
    "there is no secret 'TOKNE'",
  ],
  [
    'a program that is a value',
    `inputs: { x: text }\n${steps("{ id: a, uses: command, with: { run: ['${{ inputs.x }}'] } }")}`,
    'must begin with a program',
  ],
  [
    'a line for a shell',
    steps('{ id: a, uses: command, with: { run: [npm run test] } }'),
    "'npm run test' is no program: no shell splits it",
  ],
  [
    'a host that is a value',
    `inputs: { x: text }\n${steps("{ id: a, uses: http, with: { url: 'https://${{ inputs.x }}/a' } }")}`,
    'with a host that is no reference',
  ],
  ['a condition', steps(run('a', ", when: 'inputs.x ='")), 'the condition cannot be read from: ='],
  [
    'a condition that never holds',
    steps(run('a', ", when: 'a == b'")),
    "'a' is never reached: its condition never holds",
  ],
  [
    'a failure before anything',
    steps(run('a', ', when: failure()')),
    "'a' is never reached: nothing has failed yet at the beginning",
  ],
  ['a wait for nothing', steps('{ id: a, wait: {} }'), 'must have exactly one of for, until, event'],
  ['a wait that is no duration', steps('{ id: a, wait: { for: soon } }'), "'soon' is no duration"],
  ['an unknown role', steps('{ id: a, approval: { role: seniors } }'), "there is no role 'seniors'"],
  ['a role that nobody has', steps('{ id: a, approval: { role: night } }'), "nobody has the role 'night'"],
  [
    'an unknown service',
    steps('{ id: a, uses: build, with: { service: paymnets } }'),
    "there is no service 'paymnets'. Did you mean 'payments'?",
  ],
  ['an unknown agent', steps('{ id: a, uses: agent, with: { agent: nobody } }'), "there is no agent 'nobody'"],
  ['an undo that waits', steps(run('a', ', onFailure: { wait: { for: 1h } }')), 'wait undoes nothing'],
  ['a choice of nothing', `inputs: { x: choice }\n${steps(run('a'))}`, 'has nothing to choose from'],
  [
    'a default that is no option',
    `inputs: { x: { type: choice, options: [a], default: b } }\n${steps(run('a'))}`,
    "its default 'b' is not among its options",
  ],
  [
    'a phrase with an unknown input',
    `phrases: ['rotate the keys of {srvice}']\n${steps(run('a'))}`,
    '{srvice} is no input',
  ],
  ['a phrase of one word', `phrases: ['go']\n${steps(run('a'))}`, 'has too few words to be known by'],
  ['a phrase of small words', `phrases: ['please rotate']\n${steps(run('a'))}`, 'has too few words to be known by'],
  ['a phrase that is an answer', `phrases: ['go ahead']\n${steps(run('a'))}`, 'is what people answer a question with'],
  ['an alias of nothing', `title: x\nwho: *nobody\n${steps(run('a'))}`, 'w.yaml:2: '],
  ['no steps', 'title: x\n', 'steps'],
])('%s is refused with its line and what to do', (_, yaml, sentence) => {
  expect(problemsIn(yaml).join('\n')).toContain(sentence)
})

test('a workflow of 2,000 steps is refused with one sentence, at once', () => {
  const many = steps(
    ...Array.from({ length: 2_000 }, (_, index) => run(`s${index}`, index > 0 ? `, needs: s${index - 1}` : '')),
  )
  expect(problemsIn(many)).toEqual([
    'w.yaml:1: steps: has 2,000 steps; at most 100 are allowed. Use forEach for what is done for many things, or split it up.',
  ])
})

test('a run of a CI system needs an account, and the file says itself what is run', () => {
  const actions = (more: string): string => `{ id: go, uses: github-actions, with: { ${more} } }`
  const jenkins = (more: string): string => `{ id: go, uses: jenkins, with: { ${more} } }`
  expect(problemsIn(steps(jenkins('job: payments/release, parameters: { A: 1 }')))).toEqual([])
  expect(problemsIn(steps(actions('repository: acme/payments, workflow: release.yml')))).toEqual([
    'w.yaml:2: steps.0.uses: there is no account at GitHub. Add github: { token } or github: { app } to shipmate.yaml.',
  ])
  expect(problemsIn(`inputs: { x: text }\n${steps(jenkins("job: 'pay/${{ inputs.x }}'"))}`)).toEqual([
    expect.stringContaining('must be the path of a job without references'),
  ])
  expect(problemsIn(steps(jenkins('job: a, parameters: { SHIPMATE: mine }')))).toEqual([
    expect.stringContaining('must not name SHIPMATE'),
  ])
  expect(problemsIn(steps(jenkins("job: a, parameters: { A: '${{ secrets.TOKEN }}' }")))).toEqual([
    expect.stringContaining('a secret must not stand here'),
  ])
})
