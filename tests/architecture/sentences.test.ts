import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { sentencesIn } from './sentences.ts'

const ROOT = new URL('../..', import.meta.url).pathname

/** Whatever these take is for the log or for a developer. */
const FOR_THE_LOG = /(?:^|\.)log\.(?:debug|info|warn|error)$|Error$|^sampledWarnings$|^Symbol$|\.addIssue$/

/** Files whose sentences nobody in a chat reads. */
const FOR_OPERATORS: Readonly<Record<string, string>> = {
  'discord/check-discord.ts': 'what `doctor` says',
  'discord/discord-refused.ts': 'why the bot does not start',
  'slack/check-slack.ts': 'what `doctor` says',
  'slack/explain-slack-error.ts': 'why the bot does not start',
  'slack/people/doorkeeper.ts': 'reasons for the log',
  'slack/workspace.ts': 'reasons for the log',
  'slack/connection/signed-requests.ts': 'reasons for the log',
  'slack/workspaces/html.ts': 'pages for whoever installs the app, in a browser',
}

/** Single sentences that stand for themselves, and why they may. */
const FOR_THE_REST: Readonly<Record<string, string>> = {
  'Discord did not take the acknowledgement of a form': 'for the log',
  'slack left events out: more than 30,000 within an hour. What was said in that minute did not arrive': 'for the log',
  'too many at once': 'for the log',
  'I cannot read how I was installed here. Please tell the people who run me.': 'for the log: nobody there is heard',
  'Deploy this pull request': 'a name: people tell it to each other, and Slack knows only one',
}

const files = globSync('adapters/chat/{slack,discord}/**/*.ts', { cwd: ROOT })

test('what Slack and Discord tell people comes from the catalogues, in each language', () => {
  const left = files.flatMap((file) => {
    if (file.slice('adapters/chat/'.length) in FOR_OPERATORS) return []
    return sentencesIn(readFileSync(`${ROOT}${file}`, 'utf8'))
      .filter(({ words, takenBy }) => !FOR_THE_LOG.test(takenBy) && !(words in FOR_THE_REST))
      .map(({ words }) => `${file}: ${words}`)
  })
  expect(left).toEqual([])
})

test('every exception is still one', () => {
  const said = files.flatMap((file) => sentencesIn(readFileSync(`${ROOT}${file}`, 'utf8')).map(({ words }) => words))
  expect(Object.keys(FOR_THE_REST).filter((words) => !said.includes(words))).toEqual([])
  expect(Object.keys(FOR_OPERATORS).filter((file) => !files.includes(`adapters/chat/${file}`))).toEqual([])
})

test('the scan sees a sentence wherever it stands, so that silence means something', () => {
  const program = `
    // a comment of many words says nothing to people
    /** Nor does one that explains. */
    const SLOW = 'This takes longer than usual.'
    log.warn({ err: error, at: now() }, 'slack did not open a form')
    throw new TypeError(\`an interaction of \${nobody} at all\`)
    const more = \`\${count} more are not in the menu\`
    tell(place, "Please say it again.")
    const key = 'slack:button'
  `
  expect(sentencesIn(program)).toEqual([
    { words: 'This takes longer than usual.', takenBy: '' },
    { words: 'slack did not open a form', takenBy: 'log.warn' },
    { words: 'an interaction of X at all', takenBy: 'TypeError' },
    { words: 'X more are not in the menu', takenBy: '' },
    { words: 'Please say it again.', takenBy: 'tell' },
  ])
})
