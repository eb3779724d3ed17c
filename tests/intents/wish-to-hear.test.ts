import { describe, expect, test } from 'vitest'
import { withoutWishToHear } from '../../intents/wish-to-hear.ts'

describe('a wish to hear of the end', () => {
  test.each([
    ["ship mail to prod and tell me when it's done", 'ship mail to prod'],
    ['ship mail to prod and tell me when its done', 'ship mail to prod'],
    ['deploy mail to staging, and let me know', 'deploy mail to staging'],
    ['deploy mail to staging, notify me when the deploy finishes', 'deploy mail to staging'],
    ['roll back mail and notify the team once it is live please', 'roll back mail'],
    ['build mail, let me know how it goes', 'build mail'],
  ])('is left out: %s', (text, request) => {
    expect(withoutWishToHear(text)).toBe(request)
  })

  test.each([
    'tell me when it is done',
    'check health and tell me when v1.2.0 was deployed',
    'deploy mail to staging and tell ana when it is done',
    'deploy mail to staging and tell me what changed',
    'let me know when payments was deployed',
  ])('stays where it is the request, or names somebody or something else: %s', (text) => {
    expect(withoutWishToHear(text)).toBe(text)
  })
})
