import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fill, parseReference, type Values } from '../../../src/domain/workflows/references.ts'

const values = (x: string): Values => ({
  inputs: { x },
  outputs: { build: { version: x } },
  results: { build: 'done' },
  run: { task: 'TASK-1', by: 'slack:ana' },
  item: 'a',
})

test('a reference becomes its value, wherever it stands', () => {
  const text =
    'v=${{inputs.x}} ${{ steps.build.outputs.version }} ${{ steps.build.result }} ${{ item }} ${{ run.task }}'
  expect(fill(text, values('1'))).toBe('v=1 1 done a TASK-1')
  expect(fill('${{ steps.build.outputs.nothing }}|${{ inputs.y }}', values('1'))).toBe('|')
})

test('a value is text and is never read again, whatever it holds', () => {
  fc.assert(
    fc.property(fc.string(), (value) => {
      expect(fill('${{ inputs.x }}', values(value))).toBe(value)
      expect(fill('a ${{ inputs.x }} b', values(value))).toBe(`a ${value} b`)
    }),
  )
  expect(fill('${{ inputs.x }}', values('${{ secrets.TOKEN }}'))).toBe('${{ secrets.TOKEN }}')
})

test('in a URL a value is one part of it', () => {
  const url = fill('https://a.example/${{ inputs.x }}', values('../b?c=d#e'), encodeURIComponent)
  expect(new URL(url).pathname).toBe('/..%2Fb%3Fc%3Dd%23e')
})

test('a secret stays a reference until a worker knows it, and nothing else reaches into an object', () => {
  expect(fill('Bearer ${{ secrets.TOKEN }}', values('1'))).toBe('Bearer ${{ secrets.TOKEN }}')
  expect(fill('Bearer ${{ secrets.TOKEN }}', { ...values('1'), secrets: { TOKEN: 't' } })).toBe('Bearer t')
  expect(fill('${{ inputs.constructor }}${{ steps.toString.result }}', values('1'))).toBe('')
  expect(parseReference('inputs.x.y')).toBeUndefined()
  expect(parseReference('env.HOME')).toBeUndefined()
})
