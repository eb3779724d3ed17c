import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type RehearseOptions, rehearseFiles } from '../../src/app/commands/rehearse/rehearse-files.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rehearse-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

interface Played {
  readonly code: number
  readonly printed: string
}

async function run(yaml: string, options: RehearseOptions = {}): Promise<Played> {
  writeFileSync(join(folder, 'transcript.yaml'), yaml)
  return play(['transcript.yaml'], options)
}

async function play(files: readonly string[], options: RehearseOptions = {}): Promise<Played> {
  const printed: string[] = []
  const paths = files.map((file) => join(folder, file))
  const code = await rehearseFiles(paths, options, (text) => printed.push(text))
  return { code, printed: printed.join('\n').replaceAll(`${folder}/`, '') }
}

const GREETING = `
title: Hello
people: { ana: [viewer] }
steps:
  - says: { by: ana, text: 'hello @shipmate' }
    replies: [Hello!]
`

test('a transcript that goes as expected is ticked off', async () => {
  expect(await run(GREETING)).toEqual({ code: 0, printed: '✓ Hello\n\n1 passed, 0 failed' })
})

test('the whole conversation is printed when asked for', async () => {
  const { printed } = await run(GREETING, { verbose: true })
  expect(printed).toContain('#ops  ana › hello @shipmate')
  expect(printed).toContain('┃ Hello! I build, deploy and roll back.')
})

test('an expectation that is not met is shown with its line and what was said instead', async () => {
  const { code, printed } = await run(GREETING.replace('[Hello!]', '[Good evening!]'))
  expect(code).toBe(1)
  expect(printed).toContain(
    '✗ Hello\n    transcript.yaml:6: steps.0.replies.0\n      expected  “Good evening!” in #ops',
  )
  expect(printed).toContain('        ┃ Hello! I build, deploy and roll back.')
  expect(printed).toContain('0 passed, 1 failed')
})

test('programs get the same as JSON', async () => {
  const { code, printed } = await run(GREETING.replace('[Hello!]', '[Good evening!]'), { json: true })
  expect(code).toBe(1)
  expect(JSON.parse(printed).rehearsals[0].failures).toMatchObject([{ line: 6, key: 'steps.0.replies.0' }])
})

test('everything that is wrong with a file is told with its line and key, and nothing is played', async () => {
  const { code, printed } = await run(`
title: Wrong
people: { ana: [viewer] }
steps:
  - says: { by: ana, txt: hello }
    replis: []
  - advances: soon
`)
  expect(code).toBe(2)
  expect(printed.split('\n')).toEqual([
    expect.stringMatching(/^transcript\.yaml:5: steps\.0\.says\.text: /),
    expect.stringMatching(/^transcript\.yaml:5: steps\.0\.says\.txt: unknown key/),
    expect.stringMatching(/^transcript\.yaml:6: steps\.0\.replis: unknown key/),
    expect.stringMatching(/^transcript\.yaml:7: steps\.1\.advances: must be a duration such as `90s`/),
  ])
})

test('names that nobody and nothing has are slips, not strangers', async () => {
  const { code, printed } = await run(`
title: Slips
people: { ana: [depoyer] }
live: { billionmail: { produktion: v1.0.0 } }
steps:
  - says: { by: anna, text: hello }
    deployed: { bilionmail/staging: v1.0.0 }
`)
  expect(code).toBe(2)
  expect(printed).toContain("transcript.yaml:6: steps.0.says.by: there is no person 'anna'. Did you mean 'ana'?")
  expect(printed).toContain("people.ana: there is no role 'depoyer'. Did you mean 'deployer'?")
  expect(printed).toContain("there is no service and environment 'billionmail/produktion'")
  expect(printed).toContain("there is no service and environment 'bilionmail/staging'")
})

test('a problem in the configuration inside a transcript is told with the line of the transcript', async () => {
  const { code, printed } = await run(`
title: Wrong configuration
config:
  access:
    members: [{ everyone: true, roles: [captain] }]
people: { ana: [] }
steps: [{ says: { by: ana, text: hello } }]
`)
  expect(code).toBe(2)
  expect(printed).toMatch(/^transcript\.yaml:5: access\.members\.0\.roles/)
})

const variable = (name: string): string => `\${${name}}`

test('a file of one’s own configuration is played with, and needs none of its secrets', async () => {
  const config = join(folder, 'shipmate.yaml')
  writeFileSync(
    config,
    [
      `slack: { botToken: "${variable('A_TOKEN_NOBODY_HAS')}" }`,
      'services:',
      `  - { id: shop, repository: "${variable('ROOT_NOBODY_HAS')}/shop", start: [node, .], environments: { production: { port: 8080 } } }`,
      'access: { members: [{ user: "slack:U042", roles: [deployer] }] }',
    ].join('\n'),
  )
  const { code, printed } = await run(
    `
title: Our shop
people: { ana: { id: 'slack:U042' } }
steps:
  - says: { by: ana, text: '@shipmate deploy shop v1.0.0 to production' }
    replies: [{ title: 'Deploy shop v1.0.0 to production?' }]
`,
    { config },
  )
  expect(printed).toBe('✓ Our shop\n\n1 passed, 0 failed')
  expect(code).toBe(0)
})

test('a step that cannot be done fails as a step, with the reason', async () => {
  const { code, printed } = await run(
    GREETING.replace('replies: [Hello!]', '').concat('  - presses: { by: ana, button: Confirm }\n'),
  )
  expect(code).toBe(1)
  expect(printed).toContain('no card has had a button “Confirm”')
})

test('whoever speaks to a process that was killed is told to restart it first', async () => {
  const { printed } = await run(GREETING.replace('- says', '- kills: true\n  - says'))
  expect(printed).toContain('`restarts: true` must come first')
})

/** The files that docs/rehearsing.md shows whole: YAML that begins with its own path. */
const PAGE = readFileSync(join(import.meta.dirname, '../../docs/rehearsing.md'), 'utf8')
const shown = [...PAGE.matchAll(/```yaml\n# (\S+\.yaml)\n(.*?)```/gs)].map(([, path = '', text = '']) => ({
  path,
  text,
}))

test('the example of the page goes as it says', async () => {
  for (const { path, text } of shown) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  const { code, printed } = await play(shown.map(({ path }) => path).filter((path) => path.startsWith('policy/')))
  expect(printed).toContain('1 passed, 0 failed')
  expect(code).toBe(0)
})
