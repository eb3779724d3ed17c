import type { AskingWords } from '../../domain/asking-words.ts'
import type { Catalog, NamedThing } from '../../domain/catalog.ts'
import { mentions } from '../mentions.ts'
import type { SeveralPatterns } from './patterns.ts'
import type { Piece } from './split-message.ts'

/**
 * “baue search und deploye es dort”: where a piece names no service or place of its own, what stands for one is the name
 * that the pieces before it named last. Pure; to be read, not to be shown.
 */
export function withNames(
  pieces: readonly Piece[],
  { services, environments }: Catalog,
  words: AskingWords,
  patterns: SeveralPatterns,
): readonly Piece[] {
  let service: string | undefined
  let environment: string | undefined
  return pieces.map((piece) => {
    const [own, place] = [lastNamed(services, piece.text), lastNamed(environments, piece.text)]
    const named = inFull(piece.text, own ? undefined : service, place ? undefined : environment, words, patterns)
    service = own ?? service
    environment = place ?? environment
    return { ...piece, text: named }
  })
}

/** Of what asks for something; “es” and “da” have many other uses. */
function inFull(
  text: string,
  service: string | undefined,
  environment: string | undefined,
  words: AskingWords,
  patterns: SeveralPatterns,
): string {
  if (!patterns.asks.test(text) && !patterns.verbsWithIt.test(text)) return text
  const withThing = service === undefined ? text : withService(text, service, words, patterns)
  return environment === undefined ? withThing : withPlace(withThing, environment, words, patterns)
}

/** The last in the catalog, where there are several. */
function lastNamed(things: readonly NamedThing[], text: string): string | undefined {
  const named = things.filter(({ id, aliases }) => [id, ...aliases].some((name) => mentions(text, name)))
  return named.at(-1)?.id
}

function withService(
  text: string,
  name: string,
  words: AskingWords,
  { standIns, verbsWithIt }: SeveralPatterns,
): string {
  const plain = text.replace(verbsWithIt, (verb) => `${words.verbsWithIt[verb.toLowerCase()]} ${name}`)
  return plain === text ? text.replace(standIns, name) : plain
}

function withPlace(text: string, name: string, words: AskingWords, { placeWords }: SeveralPatterns): string {
  return text.replace(placeWords, (word) => `${words.placeWords[word.toLowerCase()]} ${name}`)
}
