import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { stringify } from 'yaml'
import { stopAll } from '../../adapters/local-host/host-client.ts'
import { newCiWorld } from '../support/ci-world.ts'
import { serveJenkins } from '../support/jenkins-server.ts'
import { freePort } from '../support/ports.ts'
import { runCommand } from './command-line.ts'

const WRITE = "require('node:fs').writeFileSync(process.argv[1], process.argv[2])"

/** Commands may run as another user. */
function notesFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'notes-'))
  chmodSync(folder, 0o777)
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

test('a workflow asked for in the chat runs a job of Jenkins, and hands its number on', async () => {
  const world = newCiWorld()
  const { begin } = world
  world.begin = (...asked) => Object.assign(begin(...asked), { state: 'passed' as const })
  const folder = mkdtempSync(join(tmpdir(), 'shipmate-'))
  onTestFinished(async () => {
    await stopAll(join(folder, '.shipmate'))
    rmSync(folder, { recursive: true, force: true })
  })
  const notes = notesFolder()
  const jenkins = { url: await serveJenkins(world), user: 'bot', token: 'JENKINS_TOKEN' }
  const secrets = { JENKINS_TOKEN: '${' + 'JENKINS_TOKEN}' }
  writeFileSync(join(folder, 'shipmate.yaml'), stringify({ secrets, jenkins }))
  mkdirSync(join(folder, 'workflows'))
  const publish = {
    id: 'publish',
    uses: 'jenkins',
    with: { job: 'payments/release', parameters: { VERSION: 'v1.1.0' } },
  }
  const note = {
    id: 'note',
    uses: 'command',
    needs: 'publish',
    with: { run: ['node', '-e', WRITE, join(notes, 'number'), '${' + '{ steps.publish.outputs.number }}'] },
  }
  writeFileSync(join(folder, 'workflows', 'release.yaml'), stringify({ confirm: false, steps: [publish, note] }))

  const port = String(await freePort())
  const env = { SHIPMATE_HTTP_PORT: port, XDG_STATE_HOME: join(folder, 'state'), JENKINS_TOKEN: world.token }
  const chat = runCommand(folder, ['chat'], env, 'run the release workflow\n')
  await chat.says('release is done')
  chat.kill('SIGTERM')
  const { output } = await chat.ended
  expect(output).toContain('Jenkins')
  expect(output).not.toContain(world.token)
  expect(readFileSync(join(notes, 'number'), 'utf8')).toBe(String(world.runs[0]?.id))
  expect(world.runs).toMatchObject([
    { inputs: { VERSION: 'v1.1.0' }, label: expect.stringMatching(/^TASK-\d+ shipmate-/) },
  ])
})
