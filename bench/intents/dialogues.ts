import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import type { SaidTurn } from '../../src/app/commands/understand/turn.ts'
import type { Slots } from '../../src/domain/understanding.ts'
import { slotsIn } from './heldout.ts'

/** A turn with what it should come to. */
export interface ExpectedTurn {
  readonly said: SaidTurn
  readonly intent: string
  readonly slots: Slots
}

const folder = new URL('../../tests/intents/', import.meta.url)

/** The held-out dialogues. */
export function heldOutDialogues(): readonly (readonly ExpectedTurn[])[] {
  return dialoguesIn('heldout/dialogues.yaml')
}

/** The dialogues of a file in tests/intents. */
export function dialoguesIn(file: string): readonly (readonly ExpectedTurn[])[] {
  const lines = parse(readFileSync(new URL(file, folder), 'utf8')) as readonly string[]
  return lines.map((line) => line.split(' | ').map(turnOf))
}

/** `who: {listed} text [asks:slot] => intent slot=value` */
function turnOf(line: string): ExpectedTurn {
  const [, user = '', listed, text = '', bot, intent = '', rest = ''] =
    /^(\w+): (?:\{([^}]*)\} )?(.*?)(?: \[([^\]]*)\])? => (\S+) ?(.*)$/.exec(line.trim()) ?? []
  return {
    said: {
      user,
      text,
      ...(listed === undefined ? {} : { listed: listed.split('; ').map(thingOf) }),
      ...(bot === undefined ? {} : { bot }),
    },
    intent,
    slots: slotsIn(rest),
  }
}

function thingOf(written: string) {
  const [kind = '', id = '', state = '', ...values] = written.split(' ')
  return { kind, id, state, ...slotsIn(values.join(' ')) }
}
