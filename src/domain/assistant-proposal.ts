import { tokenOfUser } from './api-token.ts'
import type { UserId } from './ids.ts'
import { isNobody } from './policy-actor.ts'
import { storable } from './storable.ts'

/**
 * Marks what an assistant asks for: it only proposes. A person says yes to it, never who proposed it, and no program.
 * What stands in it was written by the assistant, and is shown as its words.
 */
export interface AssistantProposal {
  /** What the program calls itself. */
  readonly client?: string
  /** What it says the change is for. */
  readonly why?: string
}

/** The same once it is a question, with the message that it came with. */
export interface MadeProposal extends AssistantProposal {
  readonly message: string
}

/** A name and a sentence; whoever reads a card should see its plan first. */
const LONGEST_CLIENT = 60
export const LONGEST_WHY = 300

/** One short line each: an assistant cannot draw a card of its own into the one that asks. */
export function boundedProposal(
  { client, why }: AssistantProposal,
  redact: (text: string) => string,
): AssistantProposal {
  const shown = { client: oneLine(client, LONGEST_CLIENT, redact), why: oneLine(why, LONGEST_WHY, redact) }
  return { ...(shown.client && { client: shown.client }), ...(shown.why && { why: shown.why }) }
}

function oneLine(text: string | undefined, longest: number, redact: (text: string) => string): string | undefined {
  const plain =
    text &&
    redact(text)
      .replaceAll(/[\p{C}\p{Z}\s]+/gu, ' ')
      .trim()
  return plain && (plain.length > longest ? `${storable(plain.slice(0, longest))}…` : plain)
}

/** Who may answer what an assistant proposed: a person, and nobody else. */
export function isPerson(user: UserId): boolean {
  return tokenOfUser(user) === undefined && !isNobody(user)
}
