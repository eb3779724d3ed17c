import { expect, test } from 'vitest'
import { card, offering, startChatAtTerminal } from './chat-at-terminal.ts'

const ENTER = '\r'
const LEFT = '\u001b[D'
const CTRL_L = '\u000c'
const progress = (title: string) => card(title, { tone: 'progress' })
const success = (title: string) => card(title, { tone: 'success' })

/** Below the greeting, which is not the point here. */
function below(screen: string): string {
  return screen.slice(screen.indexOf('\n\n') + 2)
}

function timesShown(text: string, title: string): number {
  return text.split(title).length - 1
}

test('an edited message changes where it stands, and what is being typed stays', async () => {
  const { terminal, types, posts, edits } = await startChatAtTerminal()
  await types(`deploy${ENTER}`)
  const message = await posts('a', progress('Building'))
  await types('what about st')
  await edits(message, progress('Starting'))
  expect(below(terminal.screen())).toBe('you › deploy\n\n┃ Starting\n\nyou › what about st')
  await types('aging')
  expect(below(terminal.screen())).toBe('you › deploy\n\n┃ Starting\n\nyou › what about staging')
})

test('a message that grows or shrinks moves what stands below it', async () => {
  const { terminal, types, posts, edits } = await startChatAtTerminal()
  const message = await posts('a', offering('Deploy?', 'Confirm', 'Cancel'))
  await posts('b', card('Another'))
  await types(`help${ENTER}`)
  await edits(message, card('Confirmed'))
  expect(below(terminal.screen())).toBe('┃ Confirmed\n\n┃ Another\n\nyou › help\n\nyou ›')
  await edits(message, card('Confirmed', { blocks: [{ kind: 'text', text: 'one\ntwo' }] }))
  expect(below(terminal.screen())).toBe('┃ Confirmed\n┃ one\n┃ two\n\n┃ Another\n\nyou › help\n\nyou ›')
})

test('the cursor stays where the person has put it, in a line of several rows too', async () => {
  const { terminal, inbox, types, posts, edits } = await startChatAtTerminal({ columns: 30, rows: 20 })
  const message = await posts('a', progress('Building'))
  await types('a long sentence that needs more than two rows of this window')
  await types(LEFT.repeat(40))
  const before = terminal.cursor()
  await edits(message, progress('Starting'))
  await edits(message, progress('Healthy'))
  expect(terminal.cursor()).toEqual(before)
  expect(below(terminal.screen())).toContain(
    '┃ Healthy\n\nyou › a long sentence that nee\nds more than two rows of this\nwindow',
  )
  await posts('b', card('Below'))
  await types(`!${ENTER}`)
  expect(inbox.texts()).toEqual(['a long sentence that! needs more than two rows of this window'])
  expect(timesShown(terminal.everything(), 'a long sentence')).toBe(1)
})

test.each([
  ['typed', 23],
  ['typed', 24],
  ['typed', 25],
  ['pasted', 23],
  ['pasted', 24],
  ['pasted', 25],
])('a line %s up to near the edge (%i) does not put the drawing out of step', async (how, length) => {
  const { terminal, types, pastes, posts, edits } = await startChatAtTerminal({ columns: 30, rows: 20 })
  const message = await posts('a', progress('Building'))
  await (how === 'typed' ? types : pastes)('x'.repeat(length))
  await edits(message, progress('Starting'))
  expect(below(terminal.screen())).toContain(`┃ Starting\n\nyou › ${'x'.repeat(Math.min(24, length))}`)
  await types('y')
  await edits(message, progress('Healthy'))
  expect(terminal.everything()).not.toContain('Starting')
  expect(timesShown(terminal.everything(), 'you ›')).toBe(1)
})

test('a message scrolled away stays silent while work goes on, and says once how it ended', async () => {
  const { terminal, posts, edits } = await startChatAtTerminal({ columns: 60, rows: 10 })
  const message = await posts('a', progress('Building'))
  await posts('b', card('Long', { blocks: [{ kind: 'text', text: 'line\n'.repeat(12) }] }))
  await edits(message, progress('Starting'))
  expect(terminal.everything()).not.toContain('Starting')
  await edits(message, success('Live'))
  await edits(message, success('Live'))
  expect(timesShown(terminal.everything(), '┃ Live')).toBe(1)
  await edits(message, success('Live since 10:14'))
  expect(timesShown(terminal.everything(), '┃ Live')).toBe(1)
  expect(terminal.screen()).toContain('┃ Live since 10:14')
})

test('buttons that appear in a message scrolled away are shown, as nobody could press them otherwise', async () => {
  const { terminal, inbox, types, posts, edits } = await startChatAtTerminal({ columns: 60, rows: 10 })
  const message = await posts('a', progress('Waiting'))
  await posts('b', card('Long', { blocks: [{ kind: 'text', text: 'line\n'.repeat(12) }] }))
  await edits(message, { ...offering('Waiting', 'Cancel'), tone: 'progress' })
  expect(terminal.screen()).toContain('┃ Waiting\n┃ [1] Cancel')
  await types(`1${ENTER}`)
  expect(inbox.buttons()).toEqual(['id-Waiting-Cancel'])
})

test('a message taller than the screen is shown whole, and never painted over', async () => {
  const { terminal, posts, edits } = await startChatAtTerminal({ columns: 60, rows: 10 })
  const lines = Array.from({ length: 30 }, (_, line) => `line ${line + 1}`)
  const text = lines.join('\n')
  const message = await posts('a', card('Long', { tone: 'progress', blocks: [{ kind: 'text', text }] }))
  expect(terminal.everything()).toContain(lines.map((line) => `┃ ${line}`).join('\n'))
  await edits(message, card('Short'))
  expect(terminal.everything()).toContain('┃ line 30\n\n┃ Short\n\nyou ›')
})

test('after the screen was cleared or resized nothing is painted over', async () => {
  const cleared = await startChatAtTerminal()
  const message = await cleared.posts('a', progress('Building'))
  await cleared.types(CTRL_L)
  expect(cleared.terminal.screen()).toBe('you ›')
  await cleared.edits(message, success('Live'))
  expect(cleared.terminal.screen()).toBe('┃ Live\n\nyou ›')

  const resized = await startChatAtTerminal()
  const other = await resized.posts('a', progress('Building'))
  resized.terminal.resize({ columns: 50, rows: 20 })
  await resized.edits(other, success('Live'))
  expect(resized.terminal.screen()).toContain('┃ Building\n\n┃ Live\n\nyou ›')
})

test('what was typed over several rows is never painted over either', async () => {
  const { terminal, types, posts, edits } = await startChatAtTerminal({ columns: 30, rows: 20 })
  const message = await posts('a', progress('Building'))
  await types(`a long sentence that needs more than one row${ENTER}`)
  await edits(message, success('Live'))
  expect(below(terminal.screen())).toContain(
    '┃ Building\n\nyou › a long sentence that nee\nds more than one row\n\n┃ Live\n\nyou ›',
  )
})

test('a card posted again under its key is the same message', async () => {
  const { terminal, posts } = await startChatAtTerminal()
  await posts('a', card('Once'))
  await posts('a', card('Once'))
  await posts('a', card('Twice'))
  expect(below(terminal.screen())).toBe('┃ Twice\n\nyou ›')
})

test('work of an earlier session is shown when it goes on, and so is an answer that was thought about', async () => {
  const { terminal, edits } = await startChatAtTerminal()
  await edits('terminal:status-TASK-1', progress('Building'))
  expect(terminal.screen()).toContain('┃ Building')
  await edits('terminal:status-TASK-1', success('Built'))
  expect(below(terminal.screen())).toBe('┃ Built\n\nyou ›')
  await edits('terminal:reply-1', card('The answer'))
  expect(terminal.screen()).toContain('┃ The answer')
})

test('an old card that is edited never comes up again as if it were news', async () => {
  const { terminal, posts, edits } = await startChatAtTerminal({ columns: 60, rows: 10 })
  const over = await posts('a', success('v1.3.0 is live'))
  const bad = await posts('c', { ...offering('v1.3.0 is failing', 'Roll back'), mention: 'terminal:you' })
  await posts('b', card('Long', { blocks: [{ kind: 'text', text: 'line\n'.repeat(12) }] }))
  await edits(over, success('v1.3.0 was live'))
  await edits(bad, { ...card('v1.3.0 was failing'), mention: 'terminal:you' })
  await edits('terminal:result-TASK-1', success('v1.2.0 was live'))
  expect(terminal.everything()).not.toContain('was live')
  expect(terminal.everything()).not.toContain('was failing')
})

test('a question that is settled out of sight says so', async () => {
  const { terminal, posts, edits } = await startChatAtTerminal({ columns: 60, rows: 10 })
  const question = await posts('a', offering('Deploy?', 'Confirm', 'Cancel'))
  await posts('b', card('Long', { blocks: [{ kind: 'text', text: 'line\n'.repeat(12) }] }))
  await edits(question, card('Cancelled by you'))
  expect(terminal.screen()).toContain('┃ Cancelled by you')
})

test('characters whose width terminals disagree on cannot put the drawing out of step', async () => {
  const { terminal, posts, edits } = await startChatAtTerminal({ columns: 30, rows: 20, drawsAmbiguousWide: true })
  const message = await posts('a', card('→'.repeat(25), { tone: 'progress' }))
  await edits(message, progress('Starting'))
  expect(terminal.everything()).not.toContain('→')
  expect(below(terminal.screen())).toBe('┃ Starting\n\nyou ›')
})
