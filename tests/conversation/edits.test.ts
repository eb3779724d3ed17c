import { describe, expect, test } from 'vitest'
import { decideDeletion, decideEdit } from '../../src/conversation/edits/decide-edit.ts'
import type { MessageOutcome } from '../../src/conversation/edits/message-outcome.ts'
import { messageIdOf } from '../../src/domain/message-id.ts'

const SAID = { thread: 'slack:C1:1.1', by: 'slack:UANA', groups: [], direct: false, text: 'deploy billing to staging' }
const EDIT = {
  ...{ by: 'slack:UANA', text: 'deploy billing to production' },
  ...{ isForBot: true, isOneTooMany: false, isOutdated: false },
}
const NOTHING_YET: MessageOutcome = { isHandled: false, isRefused: false, open: [], isAnswered: false, isTold: false }
const STARTED: MessageOutcome = {
  ...NOTHING_YET,
  isHandled: true,
  handled: { intent: 'deploy.start', isReplied: false },
}
const ASKED: MessageOutcome = { ...STARTED, open: [{ kind: 'confirmation', id: 'c1' }] }
const OFFERED: MessageOutcome = {
  ...STARTED,
  handled: { intent: 'task.handover', isReplied: true },
  open: [{ kind: 'handover', id: 'h1' }],
}
const CONFIRMED: MessageOutcome = { ...STARTED, isAnswered: true }

describe('an edit', () => {
  test.each([
    ['of what nobody has answered yet is read in its place', NOTHING_YET, 'read-again'],
    ['of what is asked about is read again', ASKED, 'read-again'],
    ['of a handover that nobody has taken is read again', OFFERED, 'read-again'],
    ['of one that was taken is too late', { ...OFFERED, open: [], isAnswered: true }, 'too-late'],
    ['of one that nobody took in time is silent', { ...OFFERED, open: [] }, 'nothing'],
    ['of what was confirmed changes nothing, and its person is told', CONFIRMED, 'too-late'],
    ['of what started at once too', STARTED, 'too-late'],
    ['of a yes too', { ...STARTED, handled: { intent: 'confirm.yes', isReplied: false } }, 'too-late'],
    ['of what its person was told about before is silent', { ...CONFIRMED, isTold: true }, 'nothing'],
    ['of what was refused is silent', { ...STARTED, isRefused: true }, 'nothing'],
    [
      'of what was answered in words is silent',
      { ...STARTED, handled: { intent: 'help.show', isReplied: true } },
      'nothing',
    ],
    ['of what was answered is too late, whatever waits now', { ...ASKED, isAnswered: true }, 'too-late'],
    ['of a read is silent', { ...STARTED, handled: { intent: 'status.show', isReplied: false } }, 'nothing'],
  ] as const)('%s', (_, came, decision) => expect(decideEdit(SAID, came, EDIT)).toBe(decision))

  test.each([
    ['without a change of words, as when Slack adds the preview of a link', { ...EDIT, text: SAID.text }, 'unchanged'],
    ['to nothing', { ...EDIT, text: '' }, 'unchanged'],
    ['by somebody else', { ...EDIT, by: 'slack:UEVE' }, 'nothing'],
    ['that is older than one taken already', { ...EDIT, isOutdated: true }, 'nothing'],
  ] as const)('%s changes nothing', (_, edit, decision) => {
    expect(decideEdit(SAID, ASKED, edit)).toBe(decision)
    expect(decideEdit(SAID, CONFIRMED, edit)).toBe('nothing')
  })
})

test('an edit that is said to people closes what it asked, and is not read', () => {
  expect(decideEdit(SAID, ASKED, { ...EDIT, isForBot: false })).toBe('close')
  expect(decideEdit(SAID, NOTHING_YET, { ...EDIT, isForBot: false })).toBe('close')
  expect(decideEdit(SAID, CONFIRMED, { ...EDIT, isForBot: false })).toBe('too-late')
})

test('after very many edits a new message is needed, unless nobody has read it', () => {
  const another = { ...EDIT, isOneTooMany: true }
  expect(decideEdit(SAID, ASKED, another)).toBe('too-late')
  expect(decideEdit(SAID, NOTHING_YET, another)).toBe('read-again')
})

describe('a deletion', () => {
  test('withdraws what is asked, and what nobody has read yet', () => {
    expect([decideDeletion(ASKED), decideDeletion(NOTHING_YET)]).toEqual(['withdraw', 'withdraw'])
  })
  test('changes nothing once there is an answer', () => {
    const answered = { ...ASKED, isAnswered: true }
    expect([STARTED, CONFIRMED, answered].map(decideDeletion)).toEqual(['nothing', 'nothing', 'nothing'])
  })
})

test('a message has the same id however often it comes, and no other one has it', () => {
  const id = messageIdOf('slack:C1:1700.1')
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(messageIdOf('slack:C1:1700.1')).toBe(id)
  expect(messageIdOf('slack:C1:1700.2')).not.toBe(id)
})
