import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'

const HIDE = new URL('../../adapters/process/hide-environment.ts', import.meta.url).href

/** The environment that is left to a process, and what /proc shows of it, once these secrets are hidden. */
function leftOf(env: Readonly<Record<string, string>>, secrets: readonly string[]) {
  const program = `
    import { readFileSync } from 'node:fs'
    import { hideEnvironment } from '${HIDE}'
    const isHidden = hideEnvironment(${JSON.stringify(secrets)})
    const shown = process.platform === 'linux' ? readFileSync('/proc/self/environ', 'utf8').replaceAll('\\0', '') : ''
    console.log(JSON.stringify({ isHidden, shown, left: { ...process.env } }))`
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', program], { env, encoding: 'utf8' })
  return JSON.parse(stdout) as { isHidden: boolean; shown: string; left: Record<string, string> }
}

test('variables that hold a secret are gone, and the process shows none of its environment', () => {
  const token = 'xoxb-1234567890-abcdef'
  const env = {
    SLACK: token,
    OPTIONS: `--token=${token}`,
    DATABASE_URL: 'postgres://bot:pa55@db/bot',
    KEPT: 'as it was',
  }
  const { isHidden, shown, left } = leftOf(env, [token, 'pa55'])
  expect({ isHidden, shown }).toEqual({ isHidden: true, shown: '' })
  expect(left).toMatchObject({ KEPT: 'as it was' })
  expect(JSON.stringify(left)).not.toMatch(/xoxb|pa55/)
})

test('a password that is a word takes no variable along in which the word stands by chance', () => {
  const env = { PATH: '/srv/shipmate/bin:/usr/bin', HOME: '/home/shipmate', POSTGRES_PASSWORD: 'shipmate' }
  const { left } = leftOf(env, ['shipmate'])
  expect(left).toMatchObject({ PATH: env.PATH, HOME: env.HOME })
  expect(left).not.toHaveProperty('POSTGRES_PASSWORD')
})
