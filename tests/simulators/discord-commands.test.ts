import { expect, test } from 'vitest'
import { bareDiscord } from './discord/bare-discord.ts'

const command = (more: object = {}) => ({ name: 'deploy', description: 'Deploy', ...more })
const option = (name: string, more: object = {}) => ({ type: 3, name, description: 'Which', ...more })
const many = (count: number, make: (index: number) => object) =>
  Array.from({ length: count }, (_, index) => make(index))

test.each([
  ['more than 100 commands', many(101, (index) => command({ name: `c${index}` })), 'BASE_TYPE_MAX_LENGTH'],
  ['a name with capitals', [command({ name: 'Deploy' })], 'APPLICATION_COMMAND_INVALID_NAME'],
  ['a name twice', [command(), command()], 'APPLICATION_COMMANDS_DUPLICATE_NAME'],
  ['more than 25 options', [command({ options: many(26, (index) => option(`o${index}`)) })], 'BASE_TYPE_MAX_LENGTH'],
  [
    'more than 25 choices',
    [command({ options: [option('x', { choices: many(26, (i) => ({ name: `${i}`, value: `${i}` })) })] })],
    'BASE_TYPE_MAX_LENGTH',
  ],
  ['a long description', [command({ description: 'x'.repeat(101) })], 'BASE_TYPE_BAD_LENGTH'],
  [
    'choices and autocomplete',
    [command({ options: [option('x', { autocomplete: true, choices: [] })] })],
    'APPLICATION_COMMAND_AUTOCOMPLETE_WITH_CHOICES',
  ],
  [
    'a required option at the end',
    [command({ options: [option('a'), option('b', { required: true })] })],
    'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
  ],
  [
    'more than 8,000 characters',
    [
      command({
        options: many(25, (i) =>
          option(`o${i}`, { choices: many(4, (j) => ({ name: `${j}`.padEnd(100, 'x'), value: `${j}` })) }),
        ),
      }),
    ],
    'APPLICATION_COMMAND_TOO_LARGE',
  ],
  [
    'a description in a message’s menu',
    [{ type: 3, name: 'Deploy this', description: 'x' }],
    'APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION',
  ],
])('%s are refused', async (_, commands, code) => {
  const { call, discord } = await bareDiscord()
  const answer = await call('PUT', `/applications/${discord.botId}/commands`, commands)
  expect(answer).toMatchObject({ status: 400, body: { code: 50035 } })
  expect(JSON.stringify(answer.body.errors)).toContain(code)
})

test('commands get ids, keep them, and are taken away again', async () => {
  const { call, discord } = await bareDiscord()
  const path = `/applications/${discord.botId}/commands`
  const { body: first } = await call('PUT', path, [command()])
  const { body: second } = await call('PUT', path, [command({ description: 'New' })])
  expect(second).toMatchObject([{ id: first[0].id, description: 'New', type: 1 }])
  expect(await call('DELETE', `${path}/${first[0].id}`)).toMatchObject({ status: 204 })
  expect(await call('DELETE', `${path}/${first[0].id}`)).toMatchObject({ status: 404, body: { code: 10063 } })
})
