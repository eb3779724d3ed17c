import { expect, test } from 'vitest'
import { readConfig } from '../../config/read-config.ts'

const KEY = Buffer.alloc(32, 7).toString('base64')
const HOME = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' }
const INSTALLS = {
  SLACK_CLIENT_ID: '1.2',
  SLACK_CLIENT_SECRET: 'client-secret',
  SLACK_STATE_SECRET: 'state-secret',
  SLACK_INSTALLATION_KEY: KEY,
  SLACK_PUBLIC_URL: 'https://shipmate.example.com',
}

function read(env: Readonly<Record<string, string>>) {
  const reading = readConfig({ env: { ...HOME, ...env }, cwd: '/nowhere' })
  return reading.kind === 'problems'
    ? { problems: reading.problems.map(({ key, problem }) => `${key}: ${problem}`) }
    : { slack: reading.config.slack }
}

test('with all of it other workspaces may install the app; keys that were used before are given with commas', () => {
  const older = [1, 2].map((fill) => Buffer.alloc(32, fill).toString('base64'))
  const { slack } = read({ ...INSTALLS, SLACK_OLDER_INSTALLATION_KEYS: older.join(',') })
  expect(slack?.installs).toMatchObject({ clientId: '1.2', host: '127.0.0.1', port: 3001 })
  expect(slack?.installs?.olderInstallationKeys.map((key) => key.reveal())).toEqual(older)
})

test('with none of it nobody may', () => {
  expect(read({}).slack?.installs).toBeUndefined()
})

test.each(Object.keys(INSTALLS))('without %s alone the configuration is refused', (name) => {
  const { [name]: _, ...others } = INSTALLS as Readonly<Record<string, string>>
  expect(read(others).problems).toEqual([expect.stringContaining('is missing, and other workspaces cannot install')])
})

test('a key of another length is refused, and not shown', () => {
  const { problems } = read({ ...INSTALLS, SLACK_INSTALLATION_KEY: 'aGFyYm91cg==' })
  expect(problems).toEqual([expect.stringContaining('must be 32 bytes in base64')])
  expect(JSON.stringify(problems)).not.toContain('aGFyYm91cg')
})
