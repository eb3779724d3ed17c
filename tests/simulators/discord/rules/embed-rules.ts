import type { EmbedBody } from './bodies.ts'
import { counts, each, fits, type Problems, problem, said, under } from './problem.ts'

/** developers/resources/message.mdx, Embed Limits. */
const EMBEDS = 10
const ALL_TEXTS = 6000
const TITLE = 256
const DESCRIPTION = 4096
const FIELDS = 25
const NAME = 256
const VALUE = 1024
const FOOTER = 2048

export function embedProblems(embeds: readonly EmbedBody[]): Problems {
  const size = embeds.flatMap(textsOf).join('').length
  return [
    ...counts('embeds', embeds, 0, EMBEDS),
    ...(size > ALL_TEXTS
      ? [problem('MAX_EMBED_SIZE_EXCEEDED', `Embed size exceeds maximum size of ${ALL_TEXTS}`, 'embeds')]
      : []),
    ...under('embeds', each(embeds, oneEmbed)),
  ]
}

function oneEmbed(embed: EmbedBody): Problems {
  const { title, description, fields = [], footer, author } = embed
  return [
    ...fits('title', title, TITLE),
    ...fits('description', description, DESCRIPTION),
    ...counts('fields', fields, 0, FIELDS),
    ...under(
      'fields',
      each(fields, ({ name, value }) => [...said('name', name, NAME), ...said('value', value, VALUE)]),
    ),
    ...under('footer', fits('text', footer?.text, FOOTER)),
    ...under('author', fits('name', author?.name, NAME)),
    ...(isEmpty(embed) ? [problem('BASE_TYPE_REQUIRED', 'This field is required', 'description')] : []),
  ]
}

function isEmpty({ image, thumbnail, ...embed }: EmbedBody): boolean {
  return textsOf(embed).join('').trim() === '' && image === undefined && thumbnail === undefined
}

function textsOf({ title = '', description = '', fields = [], footer, author }: EmbedBody): readonly string[] {
  const pairs = fields.flatMap(({ name = '', value = '' }) => [name, value])
  return [title, description, footer?.text ?? '', author?.name ?? '', ...pairs]
}
