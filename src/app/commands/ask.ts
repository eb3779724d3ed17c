import { Command } from 'commander'
import { plainText } from '../../../adapters/chat/terminal/plain-text.ts'
import { type BotMessage, buttonsOf } from './client/answers.ts'
import { chooseOne, isPersonThere } from './client/ask-person.ts'
import { askedCommand, print, printJson } from './client/asked-command.ts'
import { type ConnectFlags, connectBot } from './client/connect.ts'
import { type Conversation, openConversation } from './client/conversation.ts'
import { EXIT } from './client/exit-codes.ts'

interface AskFlags extends ConnectFlags {
  readonly session?: string
  readonly yes?: true
}

/** Says something to a running bot and prints what it answers. */
export function askCommand(): Command {
  const command = new Command('ask')
    .description('say something to the running bot and print its answer; in a terminal, its buttons can be chosen')
    .argument('<words>', 'as you would say it in chat')
    .option('--yes', 'confirm what the answer asks to confirm')
    .option('--session <id>', 'continue a conversation, as --json printed it')
  return askedCommand(command, ask)
}

async function ask(words = '', flags: AskFlags): Promise<number> {
  const conversation = await openConversation(connectBot(flags), flags.session)
  const answer = await conversation.say(words)
  if (!flags.json) print(plainText(answer.content))
  const { last, isOpen } = await answered(conversation, answer, flags)
  if (flags.json)
    printJson({
      session_id: conversation.session,
      answer: answer.content,
      ...(last !== answer && { outcome: last.content }),
      open: isOpen,
    })
  if (isOpen) {
    if (!flags.json) tellOpen(conversation)
    return EXIT.unconfirmed
  }
  // Nothing was started, so nobody will want to read on.
  if (last === answer && flags.session === undefined) await conversation.close()
  return EXIT.done
}

interface Answered {
  readonly last: BotMessage
  /** It still waits for somebody to choose. */
  readonly isOpen: boolean
}

/** Answers what is asked, until nothing more is. */
async function answered(conversation: Conversation, answer: BotMessage, flags: AskFlags): Promise<Answered> {
  let last = answer
  while (asks(last)) {
    const next = flags.yes ? await conversation.say('yes') : await chosen(conversation, last, flags)
    if (!next) return { last, isOpen: true }
    if (!flags.json) print(`\n${plainText(next.content)}`)
    last = next
    // Said in words: whatever is asked next is another question, which nobody has seen.
    if (flags.yes) break
  }
  return { last, isOpen: asks(last) }
}

/** What the bot says to the button that is chosen; undefined when none is. */
async function chosen(
  conversation: Conversation,
  message: BotMessage,
  { json }: AskFlags,
): Promise<BotMessage | undefined> {
  if (json || !isPersonThere()) return undefined
  const buttons = buttonsOf(message)
  const button = buttons[(await chooseOne(buttons.map(({ label }) => plainText(label)))) ?? -1]
  if (!button) return undefined
  const { notice, next } = await conversation.press(message, button.id)
  if (notice !== undefined) print(plainText(notice))
  return next ?? { ...message, card: { blocks: [] }, content: '' }
}

/** Something to decide. A single plain button only offers more, such as cancelling what runs. */
function asks(message: BotMessage): boolean {
  const buttons = buttonsOf(message)
  return buttons.length > 1 || buttons.some(({ style }) => style !== 'plain')
}

function tellOpen({ session }: Conversation): void {
  process.stderr.write(`It waits for an answer. Continue with: shipmate ask --session ${session} yes\n`)
}
