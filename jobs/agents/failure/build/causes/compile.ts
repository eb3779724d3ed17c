import { type CausePattern, quoted } from '../cause.ts'

const FIX = 'Fix the first of these errors; it often causes the others.'

const at = (where = '', said = ''): string =>
  where === ''
    ? `The code does not compile: ${quoted(said)}.`
    : `The code does not compile: ${where} says ${quoted(said)}.`

/** What compilers, type checkers and linters refuse. */
export const compileCauses: readonly CausePattern[] = [
  {
    kind: 'type-check',
    rank: 'own',
    line: /^([^\s(:]{1,200}(?:\(\d{1,6},\d{1,6}\)|:\d{1,6}:\d{1,6}))(?::| -) error TS\d{3,6}: (.{1,200})/,
    cause: (where = '', said = '') => `The types are wrong: ${where} says ${quoted(said)}.`,
    nextStep: FIX,
  },
  {
    kind: 'type-check',
    rank: 'own',
    line: /\berror TS\d{3,6}: (.{1,200})/,
    cause: (said = '') => `TypeScript refuses the project: ${quoted(said)}.`,
    nextStep: FIX,
  },
  {
    // Go gives a column; what its tests print has none.
    kind: 'type-check',
    rank: 'own',
    line: /^(?:vet: )?([^\s:]{1,200}\.go:\d{1,6}:\d{1,6}): (.{1,200})/,
    cause: at,
    nextStep: FIX,
  },
  {
    // C and C++, Swift, Java; mypy without a column.
    kind: 'type-check',
    rank: 'own',
    line: /^([^\s:]{1,200}\.[a-z]{1,5}:\d{1,6}(?::\d{1,6})?): (?:fatal )?error: (.{1,200})/,
    cause: at,
    nextStep: FIX,
  },
  {
    kind: 'type-check',
    rank: 'own',
    line: /^error(?:\[E\d{2,6}\]): (.{1,200})|^\[ERROR\] (\S{1,200}\.(?:java|kt):\[\d{1,6},\d{1,6}\]) (.{1,200})|^e: (?:file:\/\/)?(\S{1,200}\.kt:\d{1,6}:\d{1,6}) (.{1,200})/,
    cause: (rust = '', java = '', javaSaid = '', kotlin = '', kotlinSaid = '') =>
      at(java || kotlin, rust || javaSaid || kotlinSaid),
    nextStep: FIX,
    follows: 1,
  },
  {
    kind: 'type-check',
    // Tests that cannot load it fail too.
    rank: 'surroundings',
    line: /(?:Cannot find module|[Cc]ould not resolve|Can't resolve|[Ff]ailed to resolve import) ['"]((?:\.{1,2}|file:\/|)\/[^'"]{1,200})/,
    cause: (path = '') => `A module of the code is missing: ${quoted(path)}.`,
    nextStep: 'Check the import that names it, and that the file is committed and comes with the release.',
    follows: 3,
  },
  {
    kind: 'type-check',
    // Tests in a file that cannot be parsed fail too.
    rank: 'surroundings',
    line: /^(?:Error: )?Transform failed with \d{1,4} errors?|\[PARSE_ERROR\] (.{1,200})|^E {2,8}(?:SyntaxError|IndentationError): (.{1,200})/,
    cause: (...said) => {
      const problem = said.find((text) => text !== '')
      return problem === undefined ? 'A file cannot be parsed.' : `A file cannot be parsed: ${quoted(problem)}.`
    },
    nextStep: 'Fix the file that the lines name.',
    follows: 2,
  },
  {
    kind: 'type-check',
    rank: 'own',
    line: /undefined reference to [`'‘]([^'’]{1,200})|ld: symbol\(s\) not found/,
    cause: (symbol = '') => `The linker cannot find ${symbol ? quoted(symbol) : 'something that the code calls'}.`,
    nextStep: 'Add the file or library that holds it to what is linked.',
  },
  {
    // Bundlers: esbuild, Vite, Rollup, webpack, Next.
    kind: 'type-check',
    rank: 'own',
    line: /^(?:✘|X|>) ?\[ERROR\] (.{1,200})|^(?:\[vite[^\]]{0,40}\] ?:? ?)?RollupError: (.{1,200})|^ERROR in (\S.{0,200})|^Module not found: (.{1,200})/,
    cause: (...said) => `The code cannot be bundled or loaded: ${quoted(said.find((text) => text !== '') ?? '')}.`,
    nextStep: 'Check the import or the syntax that the lines name.',
    follows: 3,
  },
  {
    kind: 'type-check',
    rank: 'own',
    line: /^\s{0,8}(?:\S{1,60} )?(SyntaxError|IndentationError|ImportError): (.{1,200})/,
    cause: (_name = '', said = '') => `A file cannot be loaded: ${quoted(said)}.`,
    nextStep: 'Fix the file that the lines name.',
    follows: 2,
  },
  {
    // ESLint and Biome.
    kind: 'type-check',
    rank: 'own',
    line: /^\s{1,8}\d{1,6}:\d{1,6} {1,8}error {1,8}(.{1,200})|^(\S{1,200}) (?:lint|format|assist|parse)(?:\/[\w/]{1,80})? .{0,20}━/,
    cause: (said = '', where = '') =>
      said === '' ? `The linter refuses the code at ${where}.` : `The linter refuses the code: ${quoted(said)}.`,
    nextStep: 'Fix what the linter reports, or let it fix what it can.',
    follows: 1,
  },
  {
    kind: 'type-check',
    rank: 'general',
    line: /^Failed to compile\.?$|^error: could not compile|^(?:ERROR: )?Compilation (?:failed|error)|^\[warn\] Code style issues|^✖ \d{1,6} problems? \([1-9]|^error during build:|: syntax error\b|: \*\*\* missing separator|^error: (?:failed to parse manifest|invalid )|^Found [1-9]\d{0,5} errors?\b/,
    cause: () => 'The code does not compile, or the linter refuses it.',
    nextStep: FIX,
    follows: 3,
  },
]
