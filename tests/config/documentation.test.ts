import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { FILE_VARIABLE, VARIABLES } from '../../config/variables.ts'
import { BUILT_IN_ROLES } from '../../src/access/policy.ts'
import { settingsTable } from './settings-table.ts'

const PAGE = new URL('../../docs/configuration.md', import.meta.url).pathname
const page = readFileSync(PAGE, 'utf8')

/* After a change of the schema: vitest run tests/config/documentation.test.ts -u */
test('the page lists every setting as the schema has it', async () => {
  const current = page.replace(
    /(?<=<!-- settings -->\n)[\s\S]*?(?=<!-- end of settings -->)/,
    () => `\n${settingsTable()}\n\n`,
  )
  expect(current).toContain(settingsTable())
  await expect(current).toMatchFileSnapshot(PAGE)
})

test('the page tells what each built-in role may', () => {
  for (const { name, may } of BUILT_IN_ROLES) {
    expect(page).toContain(`| \`${name}\` | ${may.map((entry) => `\`${entry}\``).join(', ')} |`)
  }
})

test('the example of an environment file names every variable, and none that does not exist', () => {
  const example = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8')
  const named = [...example.matchAll(/^# ?([A-Z_]+)=/gm)].map(([, name]) => name)
  const forCompose = ['POSTGRES_PASSWORD', 'REDIS_PASSWORD', 'SHIPMATE_MEMORY']
  expect(named.sort()).toEqual([FILE_VARIABLE, ...forCompose, ...VARIABLES.map(({ name }) => name)].sort())
})
