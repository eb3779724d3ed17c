import { execa } from 'execa'
import { expect, test } from 'vitest'

const MAIN = new URL('../../src/main.ts', import.meta.url).pathname
const notation = (args: readonly string[], input: string) =>
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
