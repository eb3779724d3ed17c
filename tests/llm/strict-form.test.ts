import { expect, test } from 'vitest'
import { z } from 'zod'
import { strictSchema, withoutNulls } from '../../src/llm/strict-form.ts'

const form = z.strictObject({
  cause: z.string(),
  owner: z.exactOptional(z.strictObject({ name: z.string(), because: z.exactOptional(z.string()) })),
})

test('what may be left out is required and may be null, at every depth', () => {
  expect(strictSchema(form)).toMatchObject({
    required: ['cause', 'owner'],
    additionalProperties: false,
    properties: {
      owner: {
        anyOf: [
          { required: ['name', 'because'], properties: { because: { anyOf: [{ type: 'string' }, { type: 'null' }] } } },
          { type: 'null' },
        ],
      },
    },
  })
})

test('nulls are taken for left out', () => {
  const value = { cause: 'disk', owner: { name: 'Ana', because: null } }
  expect(form.parse(withoutNulls(value))).toEqual({ cause: 'disk', owner: { name: 'Ana' } })
  expect(form.parse(withoutNulls({ cause: 'disk', owner: null }))).toEqual({ cause: 'disk' })
})
