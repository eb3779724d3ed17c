import { describe, expect, test } from 'vitest'
import { soundOf } from '../../intents/spelling/sounds.ts'

describe('words that sound alike', () => {
  test.each([
    ['abiertos', 'aviertos'],
    ['incidente', 'insidente'],
    ['fallaron', 'fayaron'],
    ['quien', 'kien'],
    ['error', 'eror'],
  ])('in Spanish "%s" and "%s" do', (meant, typed) => {
    expect(soundOf(typed, 'es')).toBe(soundOf(meant, 'es'))
  })

  test.each([
    ['schließ', 'schlies'],
    ['offen', 'ofen'],
  ])('in German "%s" and "%s" do', (meant, typed) => {
    expect(soundOf(typed, 'de')).toBe(soundOf(meant, 'de'))
  })

  test('other words do not', () => {
    expect(soundOf('cambio', 'es')).not.toBe(soundOf('campo', 'es'))
    expect(soundOf('choca', 'es')).not.toBe(soundOf('coca', 'es'))
  })
})
