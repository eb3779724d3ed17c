import { anyOf, EVERYDAY_ELSEWHERE, OTHER_LANGUAGES } from '../languages.ts'
import { type Entity, type EntityFinder, findAll, type Source } from './entity.ts'

/** What to build or deploy: commit, tag, version, branch, `latest`, or `previous`. */
export const findRefs: EntityFinder = (source) =>
  [
    ...findNamedRefs(source),
    ...(source.hasDigit || /\b(?:commit|sha) /i.test(source.text) ? findCommits(source) : []),
    ...(source.hasDigit ? findVersions(source) : []),
    ...findRelativeRefs(source),
  ].map((entity) => withRevision(entity, source))

/** What git reads on with behind a name: `v1.1.0~1`, `main^`, `main@{1}`, `v1.1.0..v1.2.0`. */
const REVISION = /(?:[~^]|@\{|\.\.)\S*/y

/** A name with such a suffix is another name. It is looked up whole: cut short, it would be another release. */
function withRevision(entity: Entity, { text }: Source): Entity {
  REVISION.lastIndex = entity.end
  const rest = REVISION.exec(text)?.[0].replace(/[.,!?;:)]+$/, '')
  if (!rest) return entity
  return { ...entity, value: `${entity.value}${rest}`, end: entity.end + rest.length }
}

/** `feature/login`: a path of a branch, whatever its first part is called elsewhere. */
export const findBranchPaths: EntityFinder = ({ text }) =>
  findAll(
    text,
    /(?<![\w./-])(?:feature|feat|fix|bugfix|hotfix|release|chore|user|dependabot)\/[\w][\w./-]{0,200}/gi,
    'ref',
    ([whole]) => namedRef(whole),
  )

/** `branch login-form`, `the main branch`, `tag nightly-3`, `from main`. */
function findNamedRefs({ text, language }: Source): readonly Entity[] {
  return [
    ...findAll(text, /(?<![\w./-])([\w][\w./-]{0,100}) branch\b/gi, 'ref', ([, name]) => namedRef(name)),
    ...findAll(
      text,
      /\b(?:branch|tag|ref|revision|rev)(?: called| named|:)? ([\w][\w./-]{0,200})/gi,
      'ref',
      ([, name]) => namedRef(name),
    ),
    ...NAMED_ELSEWHERE.filter(({ code }) => code === language).flatMap(({ pattern }) =>
      findAll(text, pattern, 'ref', ([, name]) => namedRef(name)),
    ),
    ...findAll(text, /(?<![\w./-])(?:main|master|trunk|HEAD)(?![\w/-]|\.\w)/g, 'ref', ([whole]) => whole),
    ...findAll(text, /(?<![\w./-])develop(?= branch| with | against | to |$)/g, 'ref', ([whole]) => whole),
  ]
}

/** "rama develop", "Zweig fix_12", "versión 2.2"; a version is one only by its digits. */
const NAMED_ELSEWHERE: readonly { readonly code: string; readonly pattern: RegExp }[] = OTHER_LANGUAGES.flatMap(
  ({ code, kinds: { branch = [], version = [] } }) => [
    ...(branch.length === 0
      ? []
      : [{ code, pattern: new RegExp(String.raw`(?<![\p{L}-])${anyOf(branch)}:? ([\w][\w./-]{0,200})`, 'giu') }]),
    ...(version.length === 0
      ? []
      : [
          {
            code,
            pattern: new RegExp(
              String.raw`(?<![\p{L}-])${anyOf(version)} (v?\d{1,6}(?:\.\d{1,6}){0,3})(?![\w+-]|\.\w)`,
              'giu',
            ),
          },
        ]),
  ],
)

const NO_NAME =
  /^(?:the|a|an|is|was|to|on|in|for|of|and|this|that|which|what|my|our|new|same|it|needs?|has|have|should|must|can|will|goes|onto|into|before|after|behind|named|called|with|from|at|using|use|take|make|pick|try|say|want|not|or|no|then|whole|right|wrong|other|only|just|off|via|by|per)$/i

function namedRef(name: string | undefined): string | undefined {
  const plain = name?.replace(/[./-]+$/, '') ?? ''
  return plain === '' || NO_NAME.test(plain) || EVERYDAY_ELSEWHERE.has(plain.toLowerCase()) ? undefined : plain
}

/** 7 to 40 hex digits with at least one digit, so that `defaced` stays a word. */
function findCommits({ text }: Source): readonly Entity[] {
  return findAll(text, /(?<![\w./-])(?:(?:commit|sha) )?([0-9a-f]{7,40})(?![\w/-]|\.\w)/gi, 'ref', ([whole, sha]) =>
    whole.includes(' ') || /\d/.test(whole) ? sha?.toLowerCase() : undefined,
  )
}

/** Whole or not at all: a tag that is cut short may be the name of another release. */
function findVersions({ text }: Source): readonly Entity[] {
  return [
    ...findAll(
      text,
      /(?<![\w.-])(?:(?:version|tag) )?(v\d{1,6}(?:\.\d{1,6}){0,3}(?:[-+][\w.+-]{1,200})?)(?![\w+-]|\.\w)/gi,
      'ref',
      ([, version]) => trimmed(version),
    ),
    ...findAll(
      text,
      /(?<![\w.-])(?:(?:version|tag) )?(\d{1,6}(?:\.\d{1,6}){2,3}(?:[-+][\w.+-]{1,200})?)(?![\w+-]|\.\w)/gi,
      'ref',
      ([, version]) => trimmed(version),
    ),
    ...findAll(text, /\bversion (\d{1,6}(?:\.\d{1,6})?)(?![\w+-]|\.\w)/gi, 'ref', ([, version]) => version),
  ]
}

function trimmed(version: string | undefined): string | undefined {
  return version?.replace(/^V/, 'v').replace(/[.+-]+$/, '')
}

const PREVIOUS =
  /\b(?:(?:previous|prior|preceding|earlier|last(?: known)? (?:good|stable|working)|old(?:er)?) (?:version|release|build|deployment|deploy|one|commit|state)|last(?: known)? good(?= (?:of|to|on|in|for|please)\b|$|[.,;!?])|(?:version|release|one) before(?: (?:that|this|it))?|what (?:we had|was (?:there|running)) before)\b/gi

function findRelativeRefs({ text }: Source): readonly Entity[] {
  return [
    ...findAll(text, PREVIOUS, 'ref', () => 'previous'),
    ...findAll(
      text,
      /\b(?:latest|newest|most recent)(?: (?:version|release|commit|code|changes|build|tag|one))?(?! \w{0,5} ?(?:deploy|deployments?|tasks?|logs?|builds|incidents?|changes|\d))(?=$|[\s.,!?;)])/gi,
      'ref',
      () => 'latest',
    ),
  ]
}
