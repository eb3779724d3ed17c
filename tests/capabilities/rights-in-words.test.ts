import { expect, test } from 'vitest'
import { rightsInWords } from '../../src/capabilities/access/rights-in-words.ts'
import { en } from '../../src/texts/en/texts.ts'

const place = (service: string, environment: string) => ({ service, environment })
const deploys = { work: ['deploy', 'roll back'], besides: ['cancel tasks'] }
const asksAna = { roles: ['operator'], holders: 'Those who may: ana.' }

test('deeds and places are named, and what it takes to do more', () => {
  const rights = {
    open: [{ ...place('mail', 'staging'), ...deploys }],
    closed: [{ ...place('mail', 'production'), ...asksAna }],
    builds: ['mail'],
  }
  expect(rightsInWords(rights, en)).toEqual([
    'You may deploy, roll back and build mail in staging. You may also cancel tasks there.',
    'Deploying mail in production needs the operator role. Those who may: ana.',
  ])
})

test('places with the same rights share a sentence, those with more come first', () => {
  const only = { work: ['deploy'], besides: [] }
  const rights = {
    open: [
      { ...place('mail', 'production'), ...only },
      { ...place('mail', 'staging'), ...deploys },
      { ...place('shop', 'staging'), ...deploys },
    ],
    closed: [],
    builds: [],
  }
  expect(rightsInWords(rights, en)).toEqual([
    'You may deploy and roll back mail and shop in staging. You may also cancel tasks there.',
    'You may deploy mail in production.',
  ])
})

test('whoever only looks hears that first', () => {
  const closed = [
    { ...place('mail', 'staging'), ...asksAna },
    { ...place('shop', 'production'), roles: [], holders: '' },
  ]
  expect(rightsInWords({ open: [], closed, builds: [] }, en)).toEqual([
    'You may look at mail in staging, and shop in production, and change nothing.',
    'Deploying mail in staging needs the operator role. Those who may: ana.',
    'Nobody may deploy shop in production: no role reaches that far.',
  ])
})

test('a role that only builds is said as that, and no rights are no sentence', () => {
  expect(rightsInWords({ open: [], closed: [], builds: ['mail'] }, en)).toEqual(['You may build mail.'])
  expect(rightsInWords({ open: [], closed: [], builds: [] }, en)).toEqual([])
})

test('many different places are counted', () => {
  const open = ['a', 'b', 'c', 'd', 'e'].map((service) => ({ ...place(service, `of-${service}`), ...deploys }))
  expect(rightsInWords({ open, closed: [], builds: [] }, en)).toEqual([
    'You may deploy and roll back services in 5 places. You may also cancel tasks there.',
  ])
})
