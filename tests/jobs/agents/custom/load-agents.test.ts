import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { loadAgents } from '../../../../jobs/agents/custom/load-agents.ts'
import { agentTemplate } from '../../../../src/app/commands/agents/agent-template.ts'

const DEFINE = new URL('../../../../jobs/agents/core/define-agent.ts', import.meta.url).href
const ZOD = import.meta.resolve('zod')
let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'shipmate-agents-'))
})

const put = (name: string, text: string): void => writeFileSync(join(folder, name), text)

async function load(...taken: readonly string[]) {
  const { agents, problems } = await loadAgents(folder, taken)
  return {
    names: agents.map(({ agent }) => agent.name),
    problems: problems.map(({ file = '', line, problem }) => `${basename(file)}:${line ?? '-'} ${problem}`),
  }
}

const CODE = `import { defineAgent } from '${DEFINE}'
import { z } from '${ZOD}'

interface Load { readonly load: number }

export default defineAgent({
  name: 'from-code',
  capabilities: ['load.guard'],
  input: z.strictObject({ load: z.number() }),
  output: z.strictObject({ verdict: z.enum(['go', 'hold']) }),
  rules: {
    decide: ({ load }: Load) => ({ verdict: load > 9 ? 'hold' : 'go' }),
    bounded: (byRules) => byRules,
    reasons: () => [],
  },
  run: async () => undefined,
})
`

test('YAML and TypeScript files beside each other are agents; other files are none', async () => {
  put('a.yaml', agentTemplate('from-yaml'))
  put('b.ts', CODE)
  put('README.md', '# Our agents')
  put('types.d.ts', 'export {}')
  expect(await load()).toEqual({ names: ['from-yaml', 'from-code'], problems: [] })
})

test('a folder that is not there holds none', async () => {
  folder = join(folder, 'nothing')
  expect(await load()).toEqual({ names: [], problems: [] })
})

test('a file that exports something else, or breaks, is a problem and not the end', async () => {
  put('a.yaml', agentTemplate('sound'))
  put('b.ts', 'export default { name: "pretender" }\n')
  put('c.ts', '\n\nthrow new Error("out of order")\n')
  put('d.ts', `${CODE}\nexport const broken = = 1\n`)
  const { names, problems } = await load()
  expect(names).toEqual(['sound'])
  expect(problems).toMatchObject([
    'b.ts:- its default export is not an agent',
    expect.stringContaining('out of order'),
    expect.stringMatching(/^d\.ts:.*cannot be loaded/),
  ])
})

test('code that wants a tool that changes something is a problem, said where it stands', async () => {
  put('a.ts', CODE.replace('  rules: {', "  tools: ['submit_change'],\n  rules: {"))
  const { names, problems } = await load()
  expect(names).toEqual([])
  expect(problems).toEqual([
    expect.stringMatching(/^a\.ts:\d+ .*'from-code' cannot have that tool: submit_change changes/),
  ])
})

test('a name is taken once', async () => {
  put('a.yaml', agentTemplate('twin'))
  put('b.yaml', agentTemplate('twin'))
  put('c.yaml', agentTemplate('deploy'))
  expect((await load('deploy')).problems).toEqual([
    expect.stringContaining("a.yaml already has an agent 'twin'"),
    "c.yaml:- Shipmate already has an agent 'deploy'",
  ])
})

const RISK = (input: string, decide: string): string =>
  CODE.replace("'load.guard'", "'deploy.risk'")
    .replace('z.strictObject({ load: z.number() })', input)
    .replace("z.strictObject({ verdict: z.enum(['go', 'hold']) })", 'z.looseObject({ verdict: z.string() })')
    .replace("decide: ({ load }: Load) => ({ verdict: load > 9 ? 'hold' : 'go' })", `decide: ${decide}`)

test('code that is to judge deployments must be able to, with all that can be known and with little', async () => {
  const sound = "() => ({ verdict: 'go', reasons: ['All is calm.'] })"
  const named = "({ newCommit }: { newCommit: string }) => ({ verdict: 'go', reasons: [newCommit.trim()] })"
  put('a.ts', RISK('z.object({ service: z.string() })', sound))
  put('b.ts', RISK('z.object({ load: z.number() })', sound))
  put('c.ts', RISK('z.object({ commits: z.int() })', sound))
  put('d.ts', RISK('z.object({ newCommit: z.string().optional() })', named))
  put('e.ts', RISK('z.object({})', "() => ({ verdict: 'maybe', reasons: [] })"))
  const { problems } = await load()
  expect(problems).toEqual([
    'b.ts:- its input does not accept the known value of load',
    'c.ts:- its input does not accept the known value of commits',
    expect.stringMatching(/^d.ts:- its rules cannot judge a made-up deployment \(Cannot read properties of undefined/),
    'e.ts:- its rules do not return a verdict on a deployment',
  ])
})
