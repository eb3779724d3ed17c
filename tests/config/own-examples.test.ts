import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { describeProblem } from '../../config/problem.ts'
import { readConfig } from '../../config/read-config.ts'
import { createUnderstanding } from '../../intents/understand.ts'
import { catalogFrom, ownExamplesFrom } from '../../src/app/wiring/configured.ts'
import { temporaryFolder } from './write-config.ts'

/** A folder with a shipmate.yaml that names examples, and files of them. */
function folderWith(examples: string, files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'shipmate.yaml'), `understanding:\n  examples: ${examples}\n`)
  mkdirSync(join(folder, 'phrases', 'nl'), { recursive: true })
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text)
  return folder
}

function problemsIn(folder: string): readonly string[] {
  const reading = readConfig({ env: {}, cwd: folder })
  const problems = reading.kind === 'problems' ? reading.problems : []
  return problems.map((problem) => describeProblem(problem).replaceAll(`${folder}/`, ''))
}

test('what the team says is understood once it is written down', () => {
  const folder = folderWith('[phrases, more.yml]', {
    'phrases/ours.yaml': 'deploy.start: |\n  # a joke\n  {service} (can|may) set sail for {environment}\n',
    'phrases/nl/core.yaml': 'rollback.start: |\n  (zet|draai) {service} op {environment} terug\n',
    'more.yml': 'health.check: |\n  is the aquarium (leaking|dry)\n',
  })
  const reading = readConfig({ env: {}, cwd: folder })
  if (reading.kind === 'problems') expect.fail(problemsIn(folder).join('\n'))
  const { config } = reading
  const catalog = { ...catalogFrom(config), services: [{ id: 'shop', aliases: [] }] }
  const intentOf = (own: Parameters<typeof createUnderstanding>[1], text: string) =>
    createUnderstanding(catalog, own)(text, { by: 'terminal:you', turns: [] }, new Date()).intent
  for (const [text, intent] of [
    ['shop can set sail for staging', 'deploy.start'],
    ['draai shop op staging terug', 'rollback.start'],
    ['is the aquarium leaking', 'health.check'],
  ] as const) {
    expect(intentOf([], text)).toBe('out_of_scope')
    expect(intentOf(ownExamplesFrom(config), text)).toBe(intent)
  }
})

test('an unknown intent or slot is told with file and line, all of them at once', () => {
  const folder = folderWith('phrases', {
    'phrases/a.yaml': 'deploy.start: |\n  yeet {servise} to {environment}\ndeploy.begin: |\n  begin\n',
    'phrases/b.yaml': '- no map\n',
  })
  expect(problemsIn(folder)).toEqual([
    expect.stringMatching(/^phrases\/a\.yaml:2: no slot is called "servise"\. /),
    expect.stringMatching(/^phrases\/a\.yaml:3: no intent is called "deploy\.begin"\. /),
    expect.stringMatching(/^phrases\/b\.yaml:1: not a map of intents\. /),
  ])
})

test('what is not there, or holds nothing, is told with the line that names it', () => {
  expect(problemsIn(folderWith('[nowhere.yaml, phrases]', {}))).toEqual([
    expect.stringMatching(/^shipmate\.yaml:2: understanding\.examples: nowhere\.yaml cannot be read \(ENOENT/),
    expect.stringMatching(/^shipmate\.yaml:2: understanding\.examples: phrases contains no example files\. /),
  ])
})
