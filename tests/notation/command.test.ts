import { execa } from 'execa'
import { expect, test } from 'vitest'

const MAIN = new URL('../../src/main.ts', import.meta.url).pathname
const notation = (args: readonly string[], input: string | Uint8Array) =>
  execa(process.execPath, [MAIN, 'notation', ...args], { input, reject: false })

test('the command encodes and decodes from stdin to stdout', async () => {
  const json = '{"rows":[{"id":1,"name":"a b"},{"id":2,"name":"c"}]}'
  const encoded = await notation(['encode', '--profile', 'wire', '--checksum'], json)
  expect(encoded).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/^@sum\n/) })
  expect(await notation(['decode'], encoded.stdout)).toMatchObject({ exitCode: 0, stdout: json })
})

test('bad input is one line on stderr and exit code 2', async () => {
  expect(await notation(['decode'], 'a: 1\na: 2')).toMatchObject({
    exitCode: 2,
    stdout: '',
    stderr: 'notation: line 2, column 1: "a" comes twice',
  })
  expect(await notation(['encode'], '{')).toMatchObject({
    exitCode: 2,
    stderr: expect.stringMatching(/^notation: [^\n]+$/),
  })
})

test.each([
  ['an object that says something twice', '{"rows":[{"id":1,"id":2}]}', /a key comes twice/],
  ['bytes that are no UTF-8', Uint8Array.from([0x22, 0xff, 0x22]), /notation: [^\n]+$/],
  ['JSON nested without end', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, /nested deeper than 200/],
])('%s is refused, since something would be lost', async (_, input, reason) => {
  expect(await notation(['encode'], input)).toMatchObject({
    exitCode: 2,
    stdout: '',
    stderr: expect.stringMatching(reason),
  })
})

test('text that looks like keys is none', async () => {
  const json = JSON.stringify({ a: '"b": 1, "b": 2', 'c":': ['"x":', '\\'], d: { a: 1 } })
  const encoded = await notation(['encode'], json)
  expect(await notation(['decode'], encoded.stdout)).toMatchObject({ exitCode: 0, stdout: json })
})
