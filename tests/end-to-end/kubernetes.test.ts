import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { stringify } from 'yaml'
import { stopAll } from '../../adapters/local-host/host-client.ts'
import { createGitRepository } from '../support/git-repository.ts'
import { deploymentOf, startFakeCluster } from '../support/kubernetes/fake-cluster.ts'
import { at } from '../support/kubernetes/stored-object.ts'
import { freePort } from '../support/ports.ts'
import { runCommand } from './command-line.ts'

test('a service in a cluster is deployed from the chat, and its failure is told there', async () => {
  const cluster = await startFakeCluster()
  cluster.namespace('shop-staging')
  cluster.store.create(
    { resource: 'deployments', namespace: 'shop-staging', name: 'payments' },
    deploymentOf('payments', 'registry.example/payments:v0.9.0'),
  )
  cluster.rollsByItself = true
  cluster.behaves('v1.1.0', 'crash')
  cluster.says('v1.1.0', { previous: 'fatal: no route to the database\n' })

  const folder = mkdtempSync(join(tmpdir(), 'shipmate-'))
  onTestFinished(async () => {
    await stopAll(join(folder, '.shipmate'))
    rmSync(folder, { recursive: true, force: true })
  })
  const repository = createGitRepository(join(folder, 'payments'))
  for (const version of ['v1.0.0', 'v1.1.0']) {
    repository.commit(`release ${version}`, { VERSION: version })
    repository.tag(version)
  }
  const target = {
    ...{ kind: 'kubernetes', kubeconfig: cluster.kubeconfig, context: 'test' },
    ...{ namespace: 'shop-{environment}', image: 'registry.example/{service}:{version}' },
  }
  const services = [{ id: 'payments', repository: 'payments', target, environments: { staging: {} } }]
  writeFileSync(join(folder, 'shipmate.yaml'), stringify({ services, environments: [{ id: 'staging' }] }))
  const env = { SHIPMATE_HTTP_PORT: String(await freePort()), XDG_STATE_HOME: join(folder, 'state') }

  const words = [
    'deploy payments v1.0.0 to staging',
    'deploy payments v1.1.0 to staging',
    'status of payments on staging',
  ]
  for (const [at, told] of [
    [0, 'v1.0.0 is live on staging'],
    [1, 'payments keeps exiting'],
  ] as const) {
    const chat = runCommand(folder, ['chat'], env, `${words[at]}\n`)
    await chat.says(told)
    chat.kill('SIGTERM')
    const { output } = await chat.ended
    if (at === 1) expect(output).toContain('fatal: no route to the database')
  }
  const deployment = cluster.store.get({ resource: 'deployments', namespace: 'shop-staging', name: 'payments' })
  const containers = at(deployment, 'spec', 'template', 'spec', 'containers')
  expect(containers).toEqual([{ name: 'payments', image: 'registry.example/payments:v1.0.0' }])
})
