import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { COMMAND_MARK } from '../../adapters/commands/supervised.ts'
import { mayStart } from '../../adapters/commands/supervised-command.ts'

test.runIf(process.platform === 'linux')(
  'a command whose supervisor was killed before it noted it is ended',
  async () => {
    const notes = await mkdtemp(join(tmpdir(), 'notes-'))
    const command = spawn('sleep', ['600'], { env: { PATH: process.env.PATH, [COMMAND_MARK]: notes }, stdio: 'ignore' })
    const ended = once(command, 'exit')
    expect(await mayStart(notes)).toBe(true)
    expect(await ended).toEqual([null, 'SIGKILL'])
  },
)
