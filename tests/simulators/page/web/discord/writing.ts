import { useState } from 'preact/hooks'
import { h, html, type VNode } from '../html.ts'
import type { Found } from '../shared/combobox.ts'
import { Composer } from '../shared/composer.ts'
import type { Doings } from '../shared/doings.ts'
import { CommandForm } from './command-form.ts'
import { commandList } from './command-list.ts'
import type { Command } from './components.ts'
import { type Entry, entriesOf } from './entries.ts'

interface Props {
  readonly to: string
  readonly hint: string
  readonly isInThread: boolean
  readonly onLeaveThread: () => void
  readonly commands: readonly Command[]
  /** Where a command is entered. */
  readonly where: object
  readonly doings: Doings
  readonly onSend: (text: string) => void
}

/** Where messages are written and, after a slash, commands are entered. */
export function Writing({ commands, where, doings, onSend, ...composer }: Props): VNode {
  const [typed, setTyped] = useState('')
  const [entry, setEntry] = useState<Entry>()
  const leave = (): void => {
    setEntry(undefined)
    setTyped('')
  }
  if (entry)
    return h(CommandForm, {
      entry,
      onLeave: leave,
      find: async (values) => (await doings.does<readonly Found[]>('types', entry.name, values, where)) ?? [],
      onSend: (values) => {
        leave()
        void doings.does('runs', entry.name, values, where)
      },
    })
  const offered = typed.startsWith('/') ? entriesOf(commands, typed.slice(1)) : []
  const send = (text: string): void => {
    const [first] = entriesOf(commands, text.slice(1))
    if (text.startsWith('/') && first) setEntry(first)
    else onSend(text)
  }
  return html`
    ${offered.length > 0 && commandList(offered, setEntry)}
    ${h(Composer, { id: 'discord-composer', ...composer, onType: setTyped, onSend: send })}
  `
}
