import type { ComponentBody, MediaBody } from './bodies.ts'
import { BUTTON, CONTAINER, FILE, GALLERY, ROW, SECTION, SEPARATOR, TEXT, THUMBNAIL } from './component-types.ts'
import { buttonProblems, rowProblems, sharedIds } from './interactive-rules.ts'
import { between, counts, each, fits, kind, type Problems, problem, said, under } from './problem.ts'
import { allComponents } from './walk-components.ts'

/** developers/components/reference.mdx. */
const COMPONENTS = 40
const TEXTS_OF_SECTION = 3
const GALLERY_ITEMS = 10
const ALT_TEXT = 1024
/** Of all text displays together: discord-api-docs/pull/8562. */
const DISPLAYED_TEXT = 4000
/** Discord answers 500 above it, with 12 bytes more for each text display: discord-api-docs/issues/8554. */
const PROCESSED_BYTES = 10_170
const BYTES_OF_A_TEXT = 12
/** The same with galleries and thumbnails: discord-api-docs/issues/7528. */
const MEDIA_ITEMS = 64

const AT_THE_TOP = [ROW, SECTION, TEXT, GALLERY, FILE, SEPARATOR, CONTAINER]
const IN_A_CONTAINER = [ROW, SECTION, TEXT, GALLERY, FILE, SEPARATOR]

/**
 * What is wrong with the components of a message that has the flag IS_COMPONENTS_V2.
 * @param files Names of the attachments that may be referred to.
 */
export function v2Problems(components: readonly ComponentBody[], files: readonly string[]): Problems {
  const all = allComponents(components)
  const displayed = textsOf(components).reduce((sum, text) => sum + text.length, 0)
  return under('components', [
    ...(components.length === 0 ? [problem('BASE_TYPE_REQUIRED', 'This field is required')] : []),
    ...(all.length > COMPONENTS
      ? [problem('COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED', `Total number of components cannot exceed ${COMPONENTS}`)]
      : []),
    ...(displayed > DISPLAYED_TEXT
      ? [
          problem(
            'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED',
            `Components displayable text size exceeds maximum size of ${DISPLAYED_TEXT}`,
          ),
        ]
      : []),
    ...each(components, (one) => blockProblems(one, AT_THE_TOP, files)),
    ...sharedIds(all),
  ])
}

/** Where Discord breaks instead of saying what is too much. */
export function breaksDiscord(components: readonly ComponentBody[]): boolean {
  const texts = textsOf(components)
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text) + BYTES_OF_A_TEXT, 0)
  const media = allComponents(components).reduce(
    (sum, { component: { type, items = [] } }) => sum + (type === THUMBNAIL ? 1 : items.length),
    0,
  )
  return bytes > PROCESSED_BYTES || media > MEDIA_ITEMS
}

export function textsOf(components: readonly ComponentBody[]): readonly string[] {
  return allComponents(components).flatMap(({ component: { type, content } }) => (type === TEXT ? [content ?? ''] : []))
}

function blockProblems(block: ComponentBody, allowed: readonly number[], files: readonly string[]): Problems {
  const wrong = kind(block.type, allowed)
  if (wrong.length > 0) return wrong
  switch (block.type) {
    case ROW:
      return rowProblems(block)
    case TEXT:
      return textProblems(block)
    case SECTION:
      return sectionProblems(block, files)
    case GALLERY:
      return galleryProblems(block, files)
    case FILE:
      return under('file', [
        ...(block.file?.url.startsWith('attachment://')
          ? mediaProblems(block.file, files)
          : [problem('URL_TYPE_INVALID_SCHEME', 'Scheme must be one of (attachment).', 'url')]),
      ])
    case SEPARATOR:
      return between('spacing', block.spacing, 1, 2)
    default:
      return containerProblems(block, files)
  }
}

function textProblems({ content }: ComponentBody): Problems {
  return said('content', content, DISPLAYED_TEXT)
}

function containerProblems(
  { components = [], accent_color: color }: ComponentBody,
  files: readonly string[],
): Problems {
  return [
    ...counts('components', components, 1, COMPONENTS),
    ...between('accent_color', color ?? undefined, 0, 0xff_ff_ff),
    ...under(
      'components',
      each(components, (one) => blockProblems(one, IN_A_CONTAINER, files)),
    ),
  ]
}

function sectionProblems({ components = [], accessory }: ComponentBody, files: readonly string[]): Problems {
  return [
    ...counts('components', components, 1, TEXTS_OF_SECTION),
    ...under(
      'components',
      each(components, (one) => [...kind(one.type, [TEXT]), ...textProblems(one)]),
    ),
    ...(accessory === undefined
      ? [problem('BASE_TYPE_REQUIRED', 'This field is required', 'accessory')]
      : under('accessory', accessoryProblems(accessory, files))),
  ]
}

function accessoryProblems(accessory: ComponentBody, files: readonly string[]): Problems {
  if (accessory.type === BUTTON) return buttonProblems(accessory)
  if (accessory.type !== THUMBNAIL) return kind(accessory.type, [BUTTON, THUMBNAIL])
  return [
    ...fits('description', accessory.description, ALT_TEXT),
    ...under('media', mediaProblems(accessory.media, files)),
  ]
}

function galleryProblems({ items }: ComponentBody, files: readonly string[]): Problems {
  return [
    ...counts('items', items, 1, GALLERY_ITEMS),
    ...under(
      'items',
      each(items ?? [], ({ media, description }) => [
        ...fits('description', description, ALT_TEXT),
        ...under('media', mediaProblems(media, files)),
      ]),
    ),
  ]
}

function mediaProblems(media: MediaBody | undefined, files: readonly string[]): Problems {
  if (media === undefined) return [problem('BASE_TYPE_REQUIRED', 'This field is required', 'url')]
  const { protocol } = URL.canParse(media.url) ? new URL(media.url) : { protocol: '' }
  if (protocol === 'http:' || protocol === 'https:') return []
  if (protocol !== 'attachment:')
    return [problem('URL_TYPE_INVALID_SCHEME', 'Scheme must be one of (http, https, attachment).', 'url')]
  if (files.includes(media.url.replace('attachment://', ''))) return []
  return [
    problem('UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND', 'The specified attachment was not found', 'url'),
  ]
}
