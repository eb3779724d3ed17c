import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { read } from '../config/write-config.ts'

const page = readFileSync(new URL('../../docs/command-target.md', import.meta.url), 'utf8')
const shown = page.split(/^##? /m).flatMap((section) => {
  const [title = ''] = section.split('\n')
  return [...section.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, yaml = '']) => ({ title, yaml }))
})

test('the page shows how helm and how ssh with docker compose are used', () => {
  expect(shown.map(({ title }) => title)).toEqual(['Deploying by command', 'Helm', 'ssh and docker compose'])
})

test.each(shown)('the example of “$title” is a configuration that can be used', ({ yaml }) => {
  const { services = [], secrets } = read(yaml, { KUBE_TOKEN: 'kube-token-of-a-test' })
  const targets = services.flatMap(({ environments }) => Object.values(environments).map(({ target }) => target))
  expect(new Set(targets.map(({ kind }) => kind))).toEqual(new Set(['command']))
  if (yaml.includes('secretsFrom')) expect(secrets.map((secret) => secret.reveal())).toEqual(['kube-token-of-a-test'])
})
