import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { runCommand } from './command-line.ts'

test.each([
  ['on this machine', []],
  ['by command', ['--target', 'command']],
])('the demo passes %s, whatever the folder and the environment it is started in say', async (_, target) => {
  const folder = mkdtempSync(join(tmpdir(), 'shipmate-'))
  const elsewhere = 'DATABASE_URL=postgres://nobody:nothing@127.0.0.1:1/none\n'
  writeFileSync(join(folder, 'shipmate.yaml'), 'services: nonsense\n')
  writeFileSync(join(folder, '.env'), elsewhere)
  const demo = runCommand(folder, ['demo', ...target], {
    SHIPMATE_CONFIG: join(folder, 'missing.yaml'),
    REDIS_URL: 'redis://127.0.0.1:1',
    SLACK_BOT_TOKEN: 'xoxb-of-somebody',
    DISCORD_TOKEN: 'of-somebody',
    TMPDIR: folder,
  })
  onTestFinished(async () => {
    demo.kill('SIGTERM')
    await demo.ended
    rmSync(folder, { recursive: true, force: true })
  })

  const { code, output } = await demo.ended

  expect(output).toMatch(/\n\d+ checks passed, 0 failed\n$/)
  expect(output).toContain('v1.1.0')
  expect(code).toBe(0)
})
