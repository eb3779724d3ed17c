import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { rehearseFiles } from '../../src/commands/rehearse/rehearse-files.ts'

const PAGE = readFileSync(join(import.meta.dirname, '../../docs/rehearsing.md'), 'utf8')

/** The files that the page shows whole: YAML that begins with its own path. */
const shown = [...PAGE.matchAll(/```yaml\n# (\S+\.yaml)\n(.*?)```/gs)].map(([, path = '', text = '']) => ({
  path,
  text,
}))

test('the example of the page goes as it says', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rehearse-example-'))
  for (const { path, text } of shown) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  const printed: string[] = []
  const transcripts = shown.map(({ path }) => path).filter((path) => path.startsWith('policy/'))
  const files = transcripts.map((path) => join(folder, path))
  const code = await rehearseFiles(files, {}, (text) => printed.push(text))
  rmSync(folder, { recursive: true })
  expect(printed.join('\n')).toContain('1 passed, 0 failed')
  expect(code).toBe(0)
})
