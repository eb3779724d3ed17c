import { createInterface } from 'node:readline/promises'

/** Whether somebody is there to be asked. */
export const isPersonThere = (): boolean => process.stdin.isTTY === true && process.stdout.isTTY === true

/** What they type; the empty text when they leave. */
export async function askPerson(question: string): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stdout })
  try {
    const left = new Promise<string>((resolve) => lines.once('close', () => resolve('')))
    return (await Promise.race([lines.question(question), left])).trim()
  } finally {
    lines.close()
  }
}

/** The number of one of these choices; undefined for anything else that they type. */
export async function chooseOne(labels: readonly string[]): Promise<number | undefined> {
  const choices = labels.map((label, index) => `${index + 1} ${label}`).join('   ')
  const typed = await askPerson(`${choices}\nNumber (Enter leaves it open): `)
  const chosen = /^\d+$/.test(typed) ? Number(typed) - 1 : labels.findIndex((label) => isSame(label, typed))
  return chosen >= 0 && chosen < labels.length ? chosen : undefined
}

const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase()
