import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { findKustomize } from '../../../adapters/deploy/kubernetes/manifests/kustomize.ts'
import { createManifestSource } from '../../../adapters/deploy/kubernetes/manifests/manifest-source.ts'
import type { Checkout } from '../../../src/ports/source.ts'
import { failed } from '../../../src/ports/work-outcome.ts'
import { V1 } from '../../support/kubernetes/stage.ts'

const PLAIN = { path: 'deploy', kustomize: false, remoteBases: false } as const
const KUSTOMIZED = { ...PLAIN, kustomize: true } as const
const never = new AbortController().signal

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'shipmate-manifests-'))
  onTestFinished(() => rmSync(made, { recursive: true, force: true }))
  return made
}

/** A commit that holds these files. */
function sourceWith(files: Readonly<Record<string, string>>, link?: { readonly from: string; readonly to: string }) {
  let times = 0
  const releases = folder()
  const checkout: Checkout = {
    async checkOut(_, __, root) {
      times += 1
      for (const [name, text] of Object.entries(files)) {
        mkdirSync(dirname(join(root, name)), { recursive: true })
        writeFileSync(join(root, name), text)
      }
      if (link) symlinkSync(link.to, join(root, link.from))
      return { kind: 'done' }
    },
  }
  const source = createManifestSource({
    ...{ checkout, releases, confinement: { kind: 'none' } },
    redact: (text) => text.replaceAll('hunter2', '***'),
  })
  return { source, releases, times: () => times, left: () => readdirSync(join(releases, 'manifests')) }
}

/** A program on the path that stands in for kustomize. */
function withProgram(name: string, script: string): void {
  const path = folder()
  writeFileSync(join(path, name), `#!/bin/sh\n${script}\n`)
  chmodSync(join(path, name), 0o755)
  vi.stubEnv('PATH', `${path}:/usr/bin:/bin`)
  onTestFinished(() => void vi.unstubAllEnvs())
}

test('the YAML files of the folder are read once for a commit, and nothing of it is left', async () => {
  const { source, times, left } = sourceWith({
    'deploy/b.yaml': 'b',
    'deploy/a.yml': 'a',
    'deploy/README.md': 'no',
    'deploy/more/c.yaml': 'no',
    'elsewhere.yaml': 'no',
  })
  const wanted = [
    { name: 'deploy/a.yml', text: 'a' },
    { name: 'deploy/b.yaml', text: 'b' },
  ]
  expect(await source.read('payments', V1, PLAIN, never)).toEqual(wanted)
  expect(await source.read('payments', V1, PLAIN, never)).toEqual(wanted)
  expect(times()).toBe(1)
  expect(left()).toEqual([])
})

test('what a killed process has left is removed, and what another reads at this moment is not', async () => {
  const { source, left, releases } = sourceWith({ 'deploy/a.yaml': 'a' })
  for (const name of ['old', 'new']) mkdirSync(join(releases, 'manifests', name, 'deploy'), { recursive: true })
  const long = new Date(Date.now() - 2 * 60 * 60_000)
  utimesSync(join(releases, 'manifests', 'old'), long, long)
  await source.read('payments', V1, PLAIN, never)
  expect(left()).toEqual(['new'])
})

test('one file may be named, too', async () => {
  const { source } = sourceWith({ 'deploy/a.yaml': 'a', 'deploy/b.yaml': 'b' })
  expect(await source.read('payments', V1, { ...PLAIN, path: 'deploy/b.yaml' }, never)).toEqual([
    { name: 'deploy/b.yaml', text: 'b' },
  ])
})

test.each([
  ['nothing there', { 'a.yaml': '' }, /The commit has no deploy/],
  ['no YAML', { 'deploy/a.json': '{}' }, /deploy holds no YAML file/],
  ['a kustomization', { 'deploy/kustomization.yaml': '' }, /makes a kustomization of the manifests/],
  ['too much', { 'deploy/a.yaml': 'x'.repeat(5 * 1024 * 1024) }, /more than 200 files or 4 MB/],
] as const)('plain manifests: %s', async (_, files, told) => {
  const { source, left } = sourceWith(files)
  await expect(source.read('payments', V1, PLAIN, never)).rejects.toThrow(told)
  expect(left()).toEqual([])
})

test('a link out of the checkout leads nowhere', async () => {
  const secret = join(folder(), 'secret.yaml')
  writeFileSync(secret, 'hunter2')
  const { source } = sourceWith({ 'deploy/a.yaml': 'a' }, { from: 'deploy/b.yaml', to: secret })
  await expect(source.read('payments', V1, PLAIN, never)).rejects.toThrow('The commit has no deploy/b.yaml.')
  const { source: other } = sourceWith({ 'x.yaml': '' }, { from: 'deploy', to: dirname(secret) })
  await expect(other.read('payments', V1, PLAIN, never)).rejects.toThrow('The commit has no deploy.')
})

test('a commit that cannot be had is told in the words of its source', async () => {
  const checkout: Checkout = { checkOut: async () => failed('The repository is away.', 'Look at it.') }
  const source = createManifestSource({
    ...{ checkout, releases: folder(), confinement: { kind: 'none' } },
    redact: (text) => text,
  })
  await expect(source.read('payments', V1, PLAIN, never)).rejects.toMatchObject({
    outcome: { reason: 'The repository is away. Nothing was changed.', nextStep: 'Look at it.' },
  })
})

test('a kustomization is built by kustomize, or else by kubectl, in the folder of the commit', async () => {
  withProgram('kustomize', 'echo "# $1 $2"; cat "$3/a.yaml"; env | grep -c -i "proxy=http://127.0.0.1:9"')
  const { source, left } = sourceWith({
    'deploy/kustomization.yaml': 'resources: [a.yaml]',
    'deploy/a.yaml': 'kind: A\n',
  })
  const [built] = await source.read('payments', V1, KUSTOMIZED, never)
  expect(built).toEqual({ name: 'deploy', text: '# build --\nkind: A\n4' })
  expect(left()).toEqual([])
})

test.each([
  ['echo "Error: no such patch hunter2" >&2; exit 1', /cannot be built: no such patch \*\*\*\./],
  ['exec head -c 6000000 /dev/zero', /comes to more than 4 MB/],
  ['kill -9 $$', /it says nothing/],
])('a kustomization that cannot be built: %s', async (script, told) => {
  withProgram('kustomize', script)
  const { source } = sourceWith({ 'deploy/kustomization.yaml': 'resources: []' })
  await expect(source.read('payments', V1, KUSTOMIZED, never)).rejects.toThrow(told)
})

test('without a program that builds it, that is said', async () => {
  vi.stubEnv('PATH', folder())
  onTestFinished(() => void vi.unstubAllEnvs())
  const { source } = sourceWith({ 'deploy/kustomization.yaml': 'resources: []' })
  await expect(source.read('payments', V1, KUSTOMIZED, never)).rejects.toThrow(
    'Neither kustomize nor kubectl is on the PATH of the bot, so no kustomization can be built. Nothing was changed.',
  )
})

test.each([
  ['resources: [https://example.com/a.yaml]', /https:\/\/example\.com\/a\.yaml, which is no file of the commit/],
  ['resources: ["github.com/other/base?ref=main"]', /github\.com\/other\/base/],
  ['components: ["git@example.com:a/b.git"]', /git@example\.com/],
  ['resources: [../../../etc]', /which is no file of the commit/],
  ['patches: [{ path: "https://example.com/p.yaml" }]', /https:\/\/example\.com\/p\.yaml/],
  ['configMapGenerator: [{ name: a, files: ["a=https://example.com/a"] }]', /a=https:/],
  ['generators: [a.yaml]', /has generators, which run programs/],
  ['helmCharts: [{ name: a }]', /has helmCharts/],
  ['resources: [../base]', /deploy\/\.\.\/base|base is made of https|which is no file/],
  ['a: [', /is no YAML/],
  ['Resources: ["http://127.0.0.1:18099/x.yaml"]', /127\.0\.0\.1:18099\/x\.yaml, which is no file of the commit/],
  ['resources: []\nRESOURCES: [https://example.com/a.yaml]', /example\.com\/a\.yaml, which is no file/],
  ['"re\\u017Fources": [https://example.com/a.yaml]', /example\.com\/a\.yaml, which is no file/],
  ['Transformers: [t.yaml]', /has transformers, which run programs/],
  ['patches: [{ Path: "https://example.com/p.yaml" }]', /https:\/\/example\.com\/p\.yaml/],
  ['patches: [{ path: !!binary aHR0cDovLzEyNy4wLjAuMS9h }]', /such as !!binary/],
  ['x: &x { resources: [https://example.com/a.yaml] }\n<<: *x', /has x, which is no field of a kustomization/],
  ['<<: { resources: [https://example.com/a.yaml] }', /example\.com\/a\.yaml, which is no file/],
  ['sources: [a.yaml]', /has sources, which is no field/],
])('a kustomization is made of its commit alone: %s', async (kustomization, told) => {
  withProgram('kustomize', 'echo "kind: A"')
  const { source } = sourceWith({
    'deploy/kustomization.yaml': kustomization,
    'base/kustomization.yaml': 'resources: [https://example.com/base]',
  })
  await expect(source.read('payments', V1, KUSTOMIZED, never)).rejects.toThrow(told)
})

test('bases at other addresses are allowed where the configuration says so', async () => {
  withProgram('kubectl', 'echo "kind: $1"')
  const { source, times } = sourceWith({ 'deploy/kustomization.yaml': 'resources: [https://example.com/base]' })
  const place = { ...KUSTOMIZED, remoteBases: true }
  expect(await source.read('payments', V1, place, never)).toEqual([{ name: 'deploy', text: 'kind: kustomize' }])
  await source.read('payments', V1, place, never)
  // What is elsewhere may have changed.
  expect(times()).toBe(2)
})

const real = await findKustomize()
if (!real) process.stdout.write('not run: a real kustomization (neither kustomize nor kubectl is there)\n')
else
  test('a real program builds an overlay with a base, and is not reached by what is elsewhere', async () => {
    const { source } = sourceWith({
      'base/kustomization.yaml': 'resources: [web.yaml]',
      'base/web.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: web }\ndata: { level: info }\n',
      'deploy/kustomization.yaml': 'resources: [../base]\nnamePrefix: our-\n',
    })
    const [built] = await source.read('payments', V1, KUSTOMIZED, never)
    expect(built?.text).toContain('name: our-web')
  })
