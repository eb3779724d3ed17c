import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { stopAll } from '../../adapters/local-host/host-client.ts'
import { freePort } from '../support/ports.ts'
import { runCommand } from './command-line.ts'

function botFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'shipmate-'))
  // Where another user runs the services, that user must get to them.
  chmodSync(folder, 0o711)
  onTestFinished(async () => {
    await stopAll(join(folder, '.shipmate'))
    rmSync(folder, { recursive: true, force: true })
  })
  return folder
}

test.runIf(process.platform === 'linux')(
  'a running bot shows its tokens neither in /proc nor to the programs it starts',
  async () => {
    const folder = botFolder()
    writeFileSync(
      join(folder, 'shipmate.yaml'),
      `openai: { baseUrl: "http://127.0.0.1:1/v1", key: "\${MY_OWN_KEY}" }\n`,
    )
    const bot = runCommand(folder, ['start', '--no-terminal'], {
      MY_OWN_KEY: 'a-secret-of-the-file',
      OLLAMA_API_KEY: 'a-secret-of-the-environment',
      SHIPMATE_HTTP_PORT: String(await freePort()),
    })
    onTestFinished(() => bot.kill('SIGKILL'))
    await bot.says('shipmate is ready')
    const { pid: host } = JSON.parse(readFileSync(join(folder, '.shipmate', 'local-host', 'lock'), 'utf8'))
    for (const pid of [bot.pid, host]) {
      expect(readFileSync(`/proc/${pid}/environ`, 'utf8')).not.toMatch(/a-secret-of/)
    }
    bot.kill('SIGTERM')
    expect(await bot.ended).toMatchObject({ code: 0 })
  },
)
