import type { SimulatorClock } from '../clock.ts'
import type { Block } from './block-rules.ts'
import { checkBlocks } from './blocks/check-blocks.ts'
import { RESPONSES, RESPONSES_WITHIN_MS } from './limits.ts'
import { type Answer, refuse, refuseWith } from './methods/answer.ts'
import type { Workspace } from './workspace.ts'

interface Given {
  readonly workspace: Workspace
  readonly user: string
  readonly channel: string
  readonly messageTs?: string
  readonly at: number
  uses: number
}

interface Response {
  readonly text?: string
  readonly blocks?: readonly Block[]
  readonly response_type?: string
  readonly replace_original?: boolean
  readonly delete_original?: boolean
  readonly thread_ts?: string
}

/** Addresses that a command or press may be answered at: five times within half an hour. */
export class ResponseUrls {
  readonly #given = new Map<string, Given>()
  readonly #clock: SimulatorClock
  readonly #host: () => string

  constructor(clock: SimulatorClock, host: () => string) {
    this.#clock = clock
    this.#host = host
  }

  give(workspace: Workspace, user: string, channel: string, messageTs?: string): string {
    const id = `${this.#given.size + 1}`
    this.#given.set(id, { workspace, user, channel, at: this.#clock.now(), uses: 0, ...(messageTs && { messageTs }) })
    return `http://${this.#host()}/response/${id}`
  }

  answer(id: string, body: string): Answer {
    const given = this.#given.get(id)
    if (!given || this.#clock.now() - given.at > RESPONSES_WITHIN_MS) return refuse('expired_url')
    if (given.uses >= RESPONSES) return refuse('used_url')
    given.uses += 1
    const response = JSON.parse(body) as Response
    const refusal = checkBlocks(response.blocks ?? [])
    if (refusal) return refuseWith(refusal)
    say(given, response)
    return { ok: true }
  }
}

function say({ workspace, channel, user, messageTs }: Given, response: Response): void {
  const { text = '', blocks = [], thread_ts: threadTs, replace_original = false, delete_original = false } = response
  const original = messageTs === undefined ? undefined : workspace.find(channel, messageTs)
  const thread = threadTs ? { threadTs } : {}
  if (original && delete_original) workspace.remove(original)
  else if (original && replace_original) workspace.replace(original, { text, blocks })
  else if (response.response_type === 'in_channel')
    workspace.add({ channel, user: workspace.installation.botUser, text, blocks, ...thread })
  else workspace.addEphemeral({ channel, user, text, blocks, ts: workspace.nextTs(), ...thread })
}
