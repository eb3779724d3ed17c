import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { execa } from 'execa'
import { expect, onTestFinished, test } from 'vitest'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** Which of these paths git leaves out, asked of git itself in a repository with nothing but our rules. */
async function ignoredByGit(paths: readonly string[]): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'shipmate-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  copyFileSync(join(ROOT, '.gitignore'), join(folder, '.gitignore'))
  await execa('git', ['init', '-q'], { cwd: folder })
  const { stdout } = await execa('git', ['check-ignore', ...paths], { cwd: folder })
  return stdout.split('\n')
}

test('the file that the README says to put tokens into cannot be committed by accident; its example can', async () => {
  expect(readFileSync(join(ROOT, 'README.md'), 'utf8')).toContain('into a file `.env` beside `package.json`')
  expect(await ignoredByGit(['.env', '.env.production', 'config/.env', '.env.example'])).toEqual([
    '.env',
    '.env.production',
    'config/.env',
  ])
})

test('nor does it get into the container image', () => {
  const [first, ...rules] = readFileSync(join(ROOT, '.dockerignore'), 'utf8').trim().split('\n')
  expect(first).toBe('*')
  // The last rule that matches decides.
  expect(rules.slice(-2)).toEqual(['**/.env', '**/.env.*'])
})
