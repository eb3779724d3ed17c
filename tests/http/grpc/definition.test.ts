import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { DescMessage } from '@bufbuild/protobuf'
import { execa } from 'execa'
import { expect, test } from 'vitest'
import type { z } from 'zod'
import { placeSchema, taskInFullSchema, workflowSchema } from '../../../adapters/http/api/read-shapes.ts'
import { messageSchema, sessionSchema } from '../../../adapters/http/api/shapes.ts'
import {
  MessageSchema,
  PlaceSchema,
  SessionSchema,
  TaskSchema,
  WorkflowSchema,
} from '../../../adapters/http/grpc/generated/shipmate/v1/shipmate_pb.ts'

const FOLDER = fileURLToPath(new URL('../../../adapters/http/grpc/', import.meta.url))
const BIN = fileURLToPath(new URL('../../../node_modules/.bin', import.meta.url))

const buf = (...args: readonly string[]) =>
  execa(join(BIN, 'buf'), args, {
    cwd: FOLDER,
    env: { PATH: `${BIN}${delimiter}${process.env.PATH ?? ''}` },
    reject: false,
  })

test('the definition is as buf wants it', async () => {
  expect(await buf('lint')).toMatchObject({ stdout: '', exitCode: 0 })
  expect(await buf('format', '--diff', '--exit-code')).toMatchObject({ stdout: '', exitCode: 0 })
})

test('what is generated is what the definition says: npm run proto makes it', async () => {
  const fresh = mkdtempSync(join(tmpdir(), 'shipmate-'))
  try {
    expect(await buf('generate', '--output', fresh)).toMatchObject({ exitCode: 0 })
    const files = (folder: string) =>
      Object.fromEntries(
        readdirSync(folder, { recursive: true, encoding: 'utf8' })
          .filter((name) => name.endsWith('.ts'))
          .toSorted()
          .map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
      )
    expect(files(join(FOLDER, 'generated'))).toEqual(files(join(fresh, 'generated')))
  } finally {
    rmSync(fresh, { recursive: true })
  }
})

test.each<[string, z.ZodObject, DescMessage]>([
  ['a session', sessionSchema, SessionSchema],
  ['a message', messageSchema, MessageSchema],
  ['a place', placeSchema, PlaceSchema],
  ['a task', taskInFullSchema, TaskSchema],
  ['a workflow', workflowSchema, WorkflowSchema],
])('%s has the same fields as over REST', (_, shown, wired) => {
  expect(wired.fields.map(({ name }) => name).toSorted()).toEqual(Object.keys(shown.shape).toSorted())
})
