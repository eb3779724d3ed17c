/**
 * Draws a transcript as a picture for the README:
 *
 *     node docs/render-conversation.ts docs/images/conversation.json > docs/images/conversation.svg
 */
import { readFile } from 'node:fs/promises'
import { conversationPicture } from './conversation-picture/conversation-picture.ts'
import { parseTranscript } from './conversation-picture/transcript.ts'

const [file] = process.argv.slice(2)
if (file === undefined) {
  process.stderr.write('usage: node docs/render-conversation.ts TRANSCRIPT.json > PICTURE.svg\n')
  process.exitCode = 2
} else {
  process.stdout.write(conversationPicture(parseTranscript(await readFile(file, 'utf8'))))
}
