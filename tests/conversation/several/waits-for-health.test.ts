import { describe, expect, it } from 'vitest'
import { waitsForHealth } from '../../../src/conversation/several/waits-for-health.ts'

const deployments = [
  { service: 'payments', environment: 'staging' },
  { service: 'payments', environment: 'production' },
]

describe('a condition between two deployments', () => {
  it.each([
    'when it is healthy',
    ', once it’s live and healthy',
    'but only if staging looks healthy.',
    'as soon as payments on staging is up',
    'once healthy',
    'wenn es gesund ist',
    'sobald staging läuft',
    'cuando esté sano',
  ])('“%s” waits for health', (said) => {
    expect(waitsForHealth(said, deployments)).toBe(true)
  })

  it.each([
    'if ben says ok',
    'if ben is well',
    'when the tests are green',
    'when the tests say it is healthy',
    'if it is not healthy',
    'if it is not up',
    'wenn es nicht gesund ist',
    'wenn olga gesund ist',
    'si no está bien',
    'when production is healthy',
    'when billionmail is healthy',
    'once it is green',
    `when ${' '.repeat(40_000)} is healthy`,
  ])('“%s” does not', (said) => {
    expect(waitsForHealth(said, deployments)).toBe(false)
  })
})
