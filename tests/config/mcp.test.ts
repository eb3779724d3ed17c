import { expect, test } from 'vitest'
import { checkConfig } from '../../config/read-config.ts'

const read = (mcp: object) =>
  checkConfig(
    { value: { secrets: { key: 'a-secret-key' }, mcp }, problems: [], locate: () => ({}) },
    { env: {}, cwd: '/srv' },
  )

test('a server is a program or an address, with its secrets by their names', () => {
  const reading = read({
    servers: [
      { name: 'tickets', command: ['tickets-mcp'], secretsFrom: { API_KEY: 'key' }, tools: ['search'] },
      { name: 'logs', url: 'https://logs.example.com/mcp', token: 'key', tools: ['query'], timeoutSeconds: 5 },
    ],
  })
  expect(reading).toMatchObject({
    config: {
      mcp: {
        servers: [
          { name: 'tickets', timeoutSeconds: 10, reached: { kind: 'command', command: ['tickets-mcp'], env: {} } },
          { name: 'logs', timeoutSeconds: 5, reached: { kind: 'url', url: 'https://logs.example.com/mcp' } },
        ],
      },
    },
  })
  expect(JSON.stringify(reading)).not.toContain(
    '"reached":{"kind":"url","url":"https://logs.example.com/mcp","token":"a-',
  )
})

test.each([
  ['both ways', [{ name: 'a', command: ['x'], url: 'https://a.example', tools: ['t'] }], 'either'],
  ['no way', [{ name: 'a', tools: ['t'] }], 'either'],
  ['no tools', [{ name: 'a', command: ['x'], tools: [] }], 'tools'],
  ['a secret that is not there', [{ name: 'a', url: 'https://a.example', token: 'nokey', tools: ['t'] }], 'nokey'],
  [
    'a secret in the place of its name',
    [{ name: 'a', url: 'https://a.example', token: 'sk-12345/x', tools: ['t'] }],
    'is no name',
  ],
  [
    'two of a name',
    [
      { name: 'a', command: ['x'], tools: ['t'] },
      { name: 'a', command: ['y'], tools: ['t'] },
    ],
    "another server 'a'",
  ],
])('%s is a problem', (_, servers, words) => {
  const reading = read({ servers })
  const said = JSON.stringify(reading.kind === 'problems' ? reading.problems : [])
  expect(said).toContain(words)
  expect(said).not.toContain('sk-12345')
})
