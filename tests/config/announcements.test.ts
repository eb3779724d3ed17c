import { expect, test } from 'vitest'
import { problemsOf, read } from './write-config.ts'

test('a channel hears of every moment, service and environment that its rule does not leave out', () => {
  const { announcements } = read("announcements: [{ channel: 'slack:C1' }, { channel: 'discord:1', on: [failure] }]")
  expect(announcements).toEqual([
    { channel: 'slack:C1', on: ['start', 'success', 'failure'] },
    { channel: 'discord:1', on: ['failure'] },
  ])
})

test.each([
  ["announcements: [{ channel: 'slack:C1', services: [shp] }]", /services\.0: 'shp' is not the id of a service/],
  ["announcements: [{ channel: 'slack:C1', environments: [prod] }]", /'prod' is not the id of an environment/],
  ["announcements: [{ channel: 'slack:C1', on: [] }]", /announcements\.0\.on/],
  ['announcements: [{ channel: payments }]', /announcements\.0\.channel/],
])('%s is refused', (setting, expected) => {
  expect(problemsOf(setting).join('\n')).toMatch(expected)
})
