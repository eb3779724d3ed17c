import type { PlatformWords } from '../../domain/platform-words.ts'

const eitherOf = (labels: readonly string[]): string => labels.map((label) => `“${label}”`).join(' or ')

/** What Slack and Discord say by themselves, beside the cards of the conversation. */
export const platforms: PlatformWords = {
  cards: {
    more: ({ count }) => `… and ${count} more`,
    rare: 'More…',
    longerThanSlackShows: '… more than Slack shows in one message.',
    notInMenu: ({ count }) => `${count} more are not in the menu: say the name instead.`,
    buttonsNotShown: ({ answers }) => `The buttons cannot be shown. Mention me and say ${answers}.`,
    menuNotShown: ({ answers }) => `The menu cannot be shown. Mention me and say ${answers}.`,
    yesOrNo: '“yes” or “no”',
    anyOf: ({ labels }) => eitherOf(labels),
    fileLacksPermission: ({ name }) =>
      `${name} could not be attached: the app lacks the permission files:write; add it and install the app again.`,
    fileRefused: ({ name }) => `${name} could not be attached: Slack did not take it.`,
    chart: 'Chart',
  },
  notices: {
    notRecorded: {
      unavailable:
        'My database does not answer, so your message is not recorded yet. If you hear nothing in the next few minutes, please send it again.',
      busy: 'I am receiving too many messages at once, so yours was not recorded. Please send it again in a minute.',
      contention: 'Too much happened at once, so nothing was recorded. Please try again.',
      slow_inbox:
        'My database is slow, so your message is not recorded yet. I try again as soon as Slack sends it again.',
      unexpected: 'Something went wrong on my side, so nothing was recorded. Please try again in a minute.',
    },
    recordedNow: 'Recorded now; no need to send it again.',
    slow: 'This takes longer than usual. If it fails, I tell you here.',
    cardDeleted: 'Recorded. The card was deleted, so I post the result here.',
    notInChannel:
      'I am not in this channel, so I could not answer here. Invite me with /invite, or write to me directly.',
    mayNotWrite:
      'I may not write in this channel. Ask somebody who manages it to let me view it and send messages, or write to me directly.',
    recording: 'Recording your request. If nothing follows, please ask again.',
    commandGone: 'That command no longer exists. Use /shipmate ask instead.',
    roleMentioned: 'You mentioned my role, so Discord hid your message from me. Please mention me, the app, instead.',
    noWords: 'I can only read text, and your message has none. Say what you need, for example “help”.',
    unknownShortcut:
      'I do not know this shortcut. Mention me, or write to me directly, and say what you need, for example “help”.',
    noPullRequest: 'This message has no link to a pull request. Choose “Deploy this pull request” on one that has.',
    nothingToDeploy: 'There is nothing here that you may deploy. Ask me “what may I do?”.',
    formNotOpened: 'Slack did not open the form. Tell me instead what to deploy, and where.',
  },
  deployForm: {
    title: 'Deploy',
    send: 'Ask for it',
    close: 'Cancel',
    service: 'Service',
    services: 'Those that you may deploy',
    environment: 'Environment',
    environments: 'Those that you may deploy to',
    version: 'Version',
    newest: 'The newest commit',
    where: 'Where to answer',
    whereHint: 'Left empty, I write to you directly. Nothing starts before it is confirmed as usual.',
    chooseOne: 'Choose one.',
    chooseChannel: 'I cannot write to you directly now. Choose a channel.',
  },
  commands: {
    talk: 'Talk to Shipmate',
    ask: 'Ask for anything in your own words',
    askExample: 'Such as: what is on staging?',
  },
}
