import { z } from 'zod'
import { block } from './block.ts'
import { type Refusal, told } from './refusal.ts'

/** https://docs.slack.dev/reference/block-kit/blocks */
const BLOCKS_IN_MESSAGE = 50
export const BLOCKS_IN_VIEW = 100
/**
 * Characters of all blocks of a message together. Not documented; seen by
 * https://github.com/slackapi/bolt-js/issues/2509
 */
const CHARS_IN_MESSAGE = 13_200
/** Characters of all markdown blocks of a message together. */
const CHARS_OF_MARKDOWN = 12_000
/** https://docs.slack.dev/reference/block-kit/blocks/table-block */
const CHARS_IN_TABLE = 10_000
/** Not documented. */
const CHARTS_IN_MESSAGE = 2

export interface Surroundings {
  /** Blocks that there may be at most. */
  readonly most: number
  /** Where they stand, as a JSON pointer. */
  readonly under: string
  /** Whether a file was uploaded, by its id. */
  readonly hasFile: (id: string) => boolean
}

export const IN_MESSAGE: Surroundings = { most: BLOCKS_IN_MESSAGE, under: '/blocks', hasFile: () => true }

/** Why Slack does not take these blocks; undefined when it does. */
export function checkBlocks(blocks: unknown, around: Surroundings = IN_MESSAGE): Refusal | undefined {
  if (!Array.isArray(blocks)) return { error: 'invalid_blocks_format', messages: [] }
  const { error } = z.array(block).max(around.most).safeParse(blocks, { reportInput: true })
  if (error) return { error: 'invalid_blocks', messages: told(error.issues, around.under) }
  const faults = faultsTogether(blocks, around)
  if (faults.length > 0) return { error: 'invalid_blocks', messages: faults }
  if (ofType(blocks, 'table').length > 1) return { error: 'invalid_attachments', messages: ['only_one_table_allowed'] }
  return charsIn(blocks) > CHARS_IN_MESSAGE ? { error: 'msg_blocks_too_long', messages: [] } : undefined
}

/** What is right in each block and wrong in all together. */
function faultsTogether(blocks: readonly unknown[], { under, hasFile }: Surroundings): readonly string[] {
  return [
    ...twice(valuesOf(blocks, 'block_id')).map((id) => `\`block_id\` ${id} already exists [json-pointer:${under}]`),
    ...twice(valuesOf(blocks, 'action_id')).map((id) => `\`action_id\` ${id} already exists [json-pointer:${under}]`),
    ...valuesOf(blocks, 'slack_file')
      .flatMap((file) => missing(file, hasFile))
      .map((id) => `invalid slack file ${id} [json-pointer:${under}]`),
    ...(charsIn(ofType(blocks, 'markdown')) > CHARS_OF_MARKDOWN
      ? [`markdown text too long [json-pointer:${under}]`]
      : []),
    ...(ofType(blocks, 'table').some((one) => charsIn(one) > CHARS_IN_TABLE)
      ? [`table too long [json-pointer:${under}]`]
      : []),
    ...(ofType(blocks, 'data_visualization').length > CHARTS_IN_MESSAGE
      ? [`too many charts [json-pointer:${under}]`]
      : []),
  ]
}

function missing(file: unknown, hasFile: (id: string) => boolean): readonly string[] {
  const id = typeof file === 'object' && file !== null && 'id' in file ? String(file.id) : undefined
  return id === undefined || hasFile(id) ? [] : [id]
}

function ofType(blocks: readonly { readonly type?: unknown }[] | readonly unknown[], type: string): readonly unknown[] {
  return blocks.filter((one) => typeof one === 'object' && one !== null && 'type' in one && one.type === type)
}

/** Every value under that name, however deep. */
function valuesOf(value: unknown, name: string): readonly unknown[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => (key === name ? [inner] : valuesOf(inner, name)))
}

function charsIn(value: unknown): number {
  return valuesOf(value, 'text')
    .map((one) => (typeof one === 'string' ? one.length : charsIn(one)))
    .reduce((sum, chars) => sum + chars, 0)
}

function twice(values: readonly unknown[]): readonly string[] {
  return values.filter((value, index) => values.indexOf(value) < index).map(String)
}
