import { expect, test } from 'vitest'
import { serviceCodeFor } from '../../src/app/wiring/service-code.ts'

const code = serviceCodeFor([
  {
    id: 'web',
    codeHost: {
      ...{ kind: 'github', repository: 'acme/web', url: 'https://github.com', account: undefined },
      apiUrl: 'http://127.0.0.1:9',
    },
  },
])

test.each([
  ['github.com.evil.example', 'acme/web'],
  ['evil.example', 'github.com/acme/web'],
  ['github.com:8443', 'acme/web'],
  ['xn--github-2ya.com', 'acme/web'],
])('an address on %s is of another repository, and its host is said', async (host, repository) => {
  expect(await code.pullRequestOf('web', { number: 3, at: { host, repository } })).toEqual({
    ...{ problem: 'other-repository', own: 'acme/web', named: `${host}/${repository}` },
  })
})

test('an address of our own host and repository is asked about, in any case', async () => {
  expect(
    await code.pullRequestOf('web', { number: 3, at: { host: 'github.com', repository: 'Acme/Web' } }),
  ).toMatchObject({ problem: 'away' })
})
