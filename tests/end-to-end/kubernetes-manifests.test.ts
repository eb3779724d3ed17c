import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { stringify } from 'yaml'
import { stopAll } from '../../adapters/local-host/host-client.ts'
import { createGitRepository } from '../support/git-repository.ts'
import { startFakeCluster } from '../support/kubernetes/fake-cluster.ts'
import { configMap, web } from '../support/kubernetes/manifest-stage.ts'
import { at } from '../support/kubernetes/stored-object.ts'
import { freePort } from '../support/ports.ts'
import { runCommand } from './command-line.ts'

test('the manifests of a commit are shown before they are confirmed, and deployed from the chat', async () => {
  const cluster = await startFakeCluster()
  cluster.namespace('shop-production')
  cluster.rollsByItself = true
  const folder = mkdtempSync(join(tmpdir(), 'shipmate-'))
  onTestFinished(async () => {
    await stopAll(join(folder, '.shipmate'))
    rmSync(folder, { recursive: true, force: true })
  })
  const repository = createGitRepository(join(folder, 'payments'))
  repository.commit('release v1.0.0', {
    'deploy/production/config.yaml': stringify(configMap('web-config', { LOG_LEVEL: 'hunter2' })),
    'deploy/production/web.yaml': stringify(web()),
  })
  repository.tag('v1.0.0')
  const target = {
    ...{ kind: 'kubernetes', kubeconfig: cluster.kubeconfig, context: 'test', pinDigest: false },
    ...{ namespace: 'shop-{environment}', image: 'registry.example/{service}:{version}' },
    manifests: { path: 'deploy/{environment}' },
  }
  const services = [{ id: 'payments', repository: 'payments', target, environments: { production: {} } }]
  writeFileSync(join(folder, 'shipmate.yaml'), stringify({ services, environments: [{ id: 'production' }] }))
  const env = { SHIPMATE_HTTP_PORT: String(await freePort()), XDG_STATE_HOME: join(folder, 'state') }

  const chat = runCommand(folder, ['chat'], env, 'deploy payments v1.0.0 to production\n')
  await chat.says('What changes')
  chat.types('yes\n')
  await chat.says('v1.0.0 is live on production')
  chat.kill('SIGTERM')
  const { output } = await chat.ended
  // On a slow machine the cluster may answer too late; nothing else may be unknown.
  expect(output).toMatch(/new\s+ConfigMap\s+web-config|unknown:[^.]*\snot\s+answered\s+within/)
  expect(output).not.toContain('hunter2')
  const get = (resource: string, name: string) => cluster.store.get({ resource, namespace: 'shop-production', name })
  expect(at(get('configmaps', 'web-config'), 'data')).toEqual({ LOG_LEVEL: 'hunter2' })
  expect(at(get('deployments', 'payments'), 'spec', 'template', 'spec', 'containers')).toEqual([
    { name: 'payments', image: 'registry.example/payments:v1.0.0' },
  ])
})
