import { expect, test } from 'vitest'
import { githubClient } from '../../adapters/code-host/github/github-client.ts'
import { createGithubHost } from '../../adapters/code-host/github/github-host.ts'
import { githubHand } from '../support/github-hand.ts'

/** @param apiUrl The API of a GitHub that is not ours; tests/peers/github.ts brings one up. */
export function githubPeerContract(apiUrl: string, token: string): void {
  const host = createGithubHost(githubClient({ apiUrl, account: { kind: 'token', token } }))

  test('a pull request is told with its newest commit, its author and how it stands', async () => {
    const hand = await githubHand(apiUrl, token)
    const open = await hand.opened('Round the tax up')
    const draft = await hand.opened('Try it', true)
    const closed = await hand.opened('No')
    await hand.closed(closed.number)
    const { number, head } = open
    const author = expect.any(String)
    expect(await host.pullRequest(hand.repository, number)).toEqual({
      ...{ number, head, author, title: 'Round the tax up', state: 'open' },
    })
    expect(await host.pullRequest(hand.repository, draft.number)).toMatchObject({ state: 'draft', head: draft.head })
    expect(await host.pullRequest(hand.repository, closed.number)).toMatchObject({ state: 'closed' })
  })

  test('a merged one is told as the commit that it became', async () => {
    const hand = await githubHand(apiUrl, token)
    const { number } = await hand.opened('Round the tax up')
    const merged = await hand.merged(number)
    expect(await host.pullRequest(hand.repository, number)).toMatchObject({ state: 'merged', merged })
  })

  test('what is not there is not found', async () => {
    const { repository } = await githubHand(apiUrl, token)
    expect(await host.pullRequest(repository, 999)).toMatchObject({ problem: 'not-found' })
    expect(await host.pullRequest('nobody/nothing', 1)).toMatchObject({ problem: 'not-found' })
  })

  test('checks are those of exactly this commit', async () => {
    const hand = await githubHand(apiUrl, token)
    const { head } = await hand.opened('Round the tax up')
    await hand.checked('lint', 'success', head)
    await hand.checked('docs', 'skipped', head)
    await hand.checked('test', 'failure', head)
    await hand.checked('slow', undefined, head)
    await hand.checked('other', 'failure', hand.head)
    expect(await host.checks(hand.repository, head)).toEqual([
      { name: 'docs', state: 'green' },
      { name: 'lint', state: 'green' },
      { name: 'slow', state: 'running' },
      { name: 'test', state: 'red' },
    ])
  })

  test('a commit without checks has none', async () => {
    const { repository, head } = await githubHand(apiUrl, token)
    expect(await host.checks(repository, head)).toEqual([])
  })
}
