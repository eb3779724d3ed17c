import { expect, onTestFinished, test, vi } from 'vitest'
import { probeKubernetes } from '../../src/app/commands/kubernetes-probe.ts'
import { warnWithoutKustomize } from '../../src/app/wiring/kustomize-warning.ts'
import { startFakeCluster } from '../support/kubernetes/fake-cluster.ts'

const target = (kubeconfig: string, context = 'test') => ({
  ...{ kind: 'kubernetes' as const, kubeconfig, context, namespace: 'shop-{environment}' },
  ...{ deployment: '{service}', image: 'registry.example/{service}:{version}', rolloutSeconds: 600, pinDigest: false },
})

test('the doctor says which namespaces it reaches, and which rights are missing there', async () => {
  const cluster = await startFakeCluster()
  const staging = { target: target(cluster.kubeconfig) }
  const services = [
    { id: 'payments', environments: { staging } },
    { id: 'search', environments: { staging } },
  ]
  expect(await probeKubernetes(services)).toEqual({
    state: 'ok',
    sentence: 'shop-staging (test): reached, with every right.',
  })
  cluster.forbid('patch', 'deployments')
  cluster.forbid('get', 'pods/log')
  expect(await probeKubernetes(services)).toEqual({
    state: 'failed',
    sentence: 'shop-staging (test): Shipmate may not patch deployments, get pods/log.',
    remedy: 'Apply the Role of docs/kubernetes.md there.',
  })
})

test('a cluster that cannot be used is told with what to do', async () => {
  const cluster = await startFakeCluster()
  const production = { target: target(cluster.kubeconfig, 'prod') }
  expect(await probeKubernetes([{ id: 'payments', environments: { production } }])).toMatchObject({
    state: 'failed',
    sentence: expect.stringMatching(
      /^shop-production \(prod\): There is no context “prod” in .*; it has test, reader\.$/,
    ),
    remedy: 'Correct `kubeconfig` or `context` of the target in the configuration, then ask again.',
  })
  const staging = { target: target(cluster.kubeconfig) }
  cluster.fault = 'cut'
  expect(await probeKubernetes([{ id: 'payments', environments: { staging } }])).toMatchObject({
    sentence: expect.stringMatching(/cannot be reached/),
  })
})

test('where manifests are deployed, their rights are asked for, too, and a program for kustomizations is looked for', async () => {
  const cluster = await startFakeCluster()
  const manifests = { path: 'deploy', kustomize: true, remoteBases: false }
  const services = [
    { id: 'payments', environments: { staging: { target: { ...target(cluster.kubeconfig), manifests } } } },
  ]
  cluster.forbid('create', 'configmaps')
  cluster.forbid('patch', 'deployments')
  vi.stubEnv('PATH', '/nowhere')
  onTestFinished(() => void vi.unstubAllEnvs())
  const { sentence } = await probeKubernetes(services)
  expect(sentence.split('\n')).toEqual([
    'shop-staging (test): Shipmate may not patch deployments, create configmaps.',
    'Neither kustomize nor kubectl is on the PATH of the bot, so no kustomization can be built.',
  ])
  const lines: string[] = []
  await warnWithoutKustomize(services, (line) => lines.push(line))
  expect(lines).toEqual([expect.stringMatching(/^Neither kustomize nor kubectl .* It is needed for payments\.$/)])
})
