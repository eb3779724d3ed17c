import { expect, test } from 'vitest'
import { INTENTS } from '../../intents/model/classifier.ts'
import { FEATURE_ROWS } from '../../intents/model/features.ts'
import { fingerprint, shippedModel } from '../../intents/model/shipped-model.ts'

test('the model was learned from the examples and code that are here', () => {
  // Where this fails: npm run learn:intents
  expect(shippedModel().learnedFrom).toBe(fingerprint())
})

test('it has a weight for each feature and intent, and words that slips may be meant as', () => {
  const { model, lexicons } = shippedModel()
  expect(model.weights.length).toBe(FEATURE_ROWS * INTENTS.length)
  expect(model.scales.length).toBe(INTENTS.length)
  expect(lexicons.en.meant).toContain('deploy')
  expect(lexicons.en.real).not.toContain('deploy')
})
