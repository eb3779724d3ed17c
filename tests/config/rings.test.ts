import { expect, test } from 'vitest'
import { problemsOf, read } from './write-config.ts'

const CONFIG = `
inventory: { url: http://127.0.0.1:4555 }
environments: [{ id: staging }, { id: eu }, { id: us }, { id: tills, ring: true }]
`

test('rings name environments in the order that a release goes to them', () => {
  const { rings } = read(`${CONFIG}
rings:
  - { id: canary, environments: [eu], bakeMinutes: 10 }
  - { id: rest, aliases: [everybody], environments: [us, staging] }
`)
  expect(rings).toEqual([
    { id: 'canary', aliases: [], environments: ['eu'], bakeMinutes: 10 },
    { id: 'rest', aliases: ['everybody'], environments: ['us', 'staging'], bakeMinutes: 0 },
  ])
  expect(read(CONFIG).rings).toEqual([])
})

test('a ring that names what is not there, twice, or what is a ring of devices is told with its line', () => {
  const problems = problemsOf(`${CONFIG}
rings:
  - { id: canary, environments: [eu, ue] }
  - { id: rest, environments: [eu, tills] }
`)
  expect(problems).toEqual([
    expect.stringContaining("shipmate.yaml:6: rings.0.environments.1: 'ue' is not the id of an environment."),
    expect.stringContaining("shipmate.yaml:7: rings.1.environments.0: 'eu' is in the ring canary already."),
    expect.stringContaining("shipmate.yaml:7: rings.1.environments.1: 'tills' is a ring of devices itself."),
  ])
})

test('a ring has a name of its own, and none that means something else', () => {
  expect(problemsOf(`${CONFIG}\nrings: [{ id: eu, environments: [eu] }]`)).toEqual([
    expect.stringContaining("rings.0.id: 'eu' is already the name of environments.1."),
  ])
  expect(problemsOf(`${CONFIG}\nrings: [{ id: rest, aliases: [Next ring], environments: [eu] }]`)).toEqual([
    expect.stringContaining("rings.0.aliases.0: 'Next ring' is a word of Shipmate for all rings or for the next one."),
  ])
})

test('rings go in no other order than the environments do', () => {
  expect(
    problemsOf(`${CONFIG}
order: [{ environment: eu, after: us }]
rings: [{ id: canary, environments: [eu] }, { id: rest, environments: [us] }]
`),
  ).toEqual([expect.stringContaining("rings.0.environments.0: 'eu' comes before 'us' here, and after it by order:.")])
})

test('a ring without environments, and one that waits for ever, are no rings', () => {
  expect(problemsOf(`${CONFIG}\nrings: [{ id: canary, environments: [] }]`)).toEqual([
    expect.stringContaining('rings.0.environments: needs at least one environment.'),
  ])
  expect(problemsOf(`${CONFIG}\nrings: [{ id: canary, environments: [eu], bakeMinutes: 99999 }]`)).toHaveLength(1)
  const many = Array.from({ length: 26 }, (_, index) => `e${index}`)
  const problems = problemsOf(`
environments: [${many.map((id) => `{ id: ${id} }`).join(', ')}]
services: [{ id: shop, repository: r, start: [x], environments: { e0: { port: 8081 } } }]
rings: [{ id: all, environments: [${many.join(', ')}] }]
`)
  expect(problems).toEqual([
    expect.stringContaining('26 environments are in rings, and at most 25 may be, all rings together.'),
  ])
})
