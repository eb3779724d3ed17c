import { expect, test } from 'vitest'
import { settingsFrom } from '../../src/app/wiring/configured.ts'
import { objectiveAt } from '../../src/domain/settings.ts'
import { read } from './write-config.ts'

test('an objective holds in every environment but those that have one of their own', () => {
  const yaml = `services:
  - id: shop
    repository: r
    start: [x]
    objective: { availability: "99.5" }
    environments:
      production: { port: 8080, objective: { availability: 99.9, days: 7 } }
      staging: { port: 8081 }
  - { id: mail, repository: r, start: [x], environments: { production: { port: 8082 }, staging: { port: 8083, objective: { availability: 95 } } } }
`
  const settings = settingsFrom(read(yaml))
  expect(objectiveAt(settings, 'shop', 'production')).toEqual({ availability: 99.9, days: 7 })
  expect(objectiveAt(settings, 'shop', 'staging')).toEqual({ availability: 99.5, days: 28 })
  expect(objectiveAt(settings, 'mail', 'staging')).toEqual({ availability: 95, days: 28 })
  expect(objectiveAt(settings, 'mail', 'production')).toBeUndefined()
  expect(objectiveAt(settings, 'nothing', 'production')).toBeUndefined()
})
