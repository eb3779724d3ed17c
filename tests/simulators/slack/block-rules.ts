/** What the real Slack refuses in `blocks`, as far as messages of ours could run into it. Returns its error, if any. */
export function refuseBlocks(blocks: readonly Block[]): 'invalid_blocks' | 'msg_blocks_too_long' | undefined {
  if (blocks.length > 50 || !blocks.every(isValid) || hasTwice(actionIds(blocks))) return 'invalid_blocks'
  return textsIn(blocks).join('').length > 13_200 ? 'msg_blocks_too_long' : undefined
}

export interface Block {
  readonly type: string
  readonly elements?: readonly Element[]
}

interface Element {
  readonly type: string
  readonly text?: unknown
  readonly url?: unknown
  readonly action_id?: string
  readonly elements?: readonly Element[]
}

function isValid(block: Block): boolean {
  const elements = block.elements ?? []
  switch (block.type) {
    case 'actions':
      return elements.length >= 1 && elements.length <= 25 && elements.every(isButton)
    case 'rich_text':
      return elements.length >= 1 && elements.flatMap((part) => part.elements ?? []).every(isInline)
    default:
      return false
  }
}

function isButton({ type, text, action_id }: Element): boolean {
  const [label] = textsIn(text)
  return type === 'button' && within(label, 75) && within(action_id, 255)
}

/** https://docs.slack.dev/reference/block-kit/block-elements/rich-text-section-element */
function isInline({ type, text, url }: Element): boolean {
  switch (type) {
    case 'text':
      return within(text, 3_000)
    case 'link':
      return typeof url === 'string' && URL.canParse(url) && (text === undefined || within(text, 3_000))
    default:
      return type === 'user'
  }
}

function within(text: unknown, max: number): boolean {
  return typeof text === 'string' && text.length >= 1 && text.length <= max
}

function actionIds(blocks: readonly Block[]): readonly string[] {
  return blocks.flatMap(({ elements = [] }) => elements.flatMap(({ action_id }) => (action_id ? [action_id] : [])))
}

function hasTwice(values: readonly string[]): boolean {
  return new Set(values).size < values.length
}

/** Every text in there that a person would read. */
export function textsIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'text' && typeof inner === 'string' ? [inner] : textsIn(inner),
  )
}
