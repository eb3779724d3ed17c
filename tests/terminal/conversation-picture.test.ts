import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { conversationPicture } from '../../docs/conversation-picture/conversation-picture.ts'
import { type Entry, parseTranscript } from '../../docs/conversation-picture/transcript.ts'

const images = new URL('../../docs/images/', import.meta.url)

function texts(picture: string): string {
  return [...picture.matchAll(/<text[^>]*>(.*?)<\/text>/g)].map(([, text]) => text?.replace(/<[^>]*>/g, ' ')).join('\n')
}

test('the picture in the README is drawn from the transcript beside it', async () => {
  const transcript = parseTranscript(await readFile(new URL('conversation.json', images), 'utf8'))
  expect(conversationPicture(transcript)).toBe(await readFile(new URL('conversation.svg', images), 'utf8'))
})

test('every part of a card can be read in the picture', () => {
  const entry: Entry = {
    by: 'shipmate',
    at: '10:14',
    edited: true,
    card: {
      title: 'Deploy',
      tone: 'danger',
      mention: 'slack:ana',
      blocks: [
        { kind: 'text', text: 'some text' },
        { kind: 'fields', fields: [{ label: 'Service', value: 'billionmail' }] },
        { kind: 'table', columns: ['When'], rows: [['today']] },
        { kind: 'code', text: 'first\nsecond' },
        { kind: 'progress', steps: [{ label: 'queued', state: 'failed' }] },
        { kind: 'buttons', buttons: [{ id: 'a', label: 'Cancel', style: 'danger' }] },
      ],
      footnote: 'small print',
    },
  }
  const picture = texts(conversationPicture([entry, { by: 'ana', pressed: 'Cancel' }]))
  const parts = ['shipmate', '10:14', '(edited)', '@ana Deploy', 'some text', 'Service', 'billionmail', 'When', 'today']
  for (const part of [...parts, 'first', 'second', 'queued', 'Cancel', 'small print', 'ana pressed']) {
    expect(picture).toContain(part)
  }
})

test('text is never markup', () => {
  const said = '<script>alert("1")</script> & \u0000'
  const picture = conversationPicture([{ by: '<b>', text: said, card: { tone: 'neutral', title: said, blocks: [] } }])
  expect(picture).not.toContain('<script')
  expect(picture).not.toContain('<b>')
  expect(picture).not.toContain('\u0000')
  expect(picture).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp;')
})

test('a transcript that is not one is refused with the place', () => {
  expect(() => parseTranscript('[{"by": "ana", "card": {"tone": "loud", "blocks": []}}]')).toThrow(/tone/)
})
