import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { stringify } from 'yaml'
import { openCluster } from '../../../adapters/deploy/kubernetes/cluster.ts'
import { startFakeCluster } from '../../support/kubernetes/fake-cluster.ts'

const READ = { method: 'GET', path: '/api/v1/namespaces/shop' } as const

/** A kubeconfig whose user asks a program of Node for the credential. */
function kubeconfigWith(server: string, script: string, env: readonly object[] = []): string {
  const folder = mkdtempSync(join(tmpdir(), 'shipmate-credential-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const exec = { apiVersion: 'client.authentication.k8s.io/v1', command: process.execPath, args: ['-e', script], env }
  const file = join(folder, 'kubeconfig')
  writeFileSync(
    file,
    stringify({
      ...{ apiVersion: 'v1', kind: 'Config', 'current-context': 'test' },
      clusters: [{ name: 'fake', cluster: { server, 'insecure-skip-tls-verify': true } }],
      users: [{ name: 'shipmate', user: { exec } }],
      contexts: [{ name: 'test', context: { cluster: 'fake', user: 'shipmate' } }],
    }),
  )
  return file
}

async function serverOf(token: string): Promise<string> {
  const cluster = await startFakeCluster()
  cluster.namespace('shop')
  cluster.token(token)
  return cluster.server
}

test('a program that gives the credential sees its own variables, and no secret of the bot', async () => {
  vi.stubEnv('SLACK_BOT_TOKEN', 'xoxb-secret')
  onTestFinished(() => void vi.unstubAllEnvs())
  const script =
    'const token = [process.env.SLACK_BOT_TOKEN ?? "none", process.env.PROFILE].join("-");' +
    'console.log(JSON.stringify({ status: { token } }))'
  const kubeconfig = kubeconfigWith(await serverOf('none-shop'), script, [{ name: 'PROFILE', value: 'shop' }])
  const cluster = await openCluster({ kubeconfig })
  expect(await cluster.send(READ)).toMatchObject({ status: 200 })
})

test('a program that never ends is ended, and holds up nothing', async () => {
  const kubeconfig = kubeconfigWith(await serverOf('first'), 'setInterval(() => {}, 1_000)')
  const cluster = await openCluster({ kubeconfig }, 200)
  await expect(cluster.send(READ)).rejects.toMatchObject({
    userMessage: 'The context test has given no credential within 0.2 s.',
    mayPass: true,
  })
})

test('a program that fails is told with its own words', async () => {
  const kubeconfig = kubeconfigWith(await serverOf('first'), 'console.error("log in first"); process.exit(1)')
  const cluster = await openCluster({ kubeconfig })
  await expect(cluster.send(READ)).rejects.toMatchObject({
    userMessage: 'The context test gives no credential: log in first.',
  })
})
