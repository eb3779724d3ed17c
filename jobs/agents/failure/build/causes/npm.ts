import { type CausePattern, quoted } from '../cause.ts'

/** npm, yarn, pnpm, and what else brings the packages that the code needs. */
export const npmCauses: readonly CausePattern[] = [
  {
    kind: 'npm',
    rank: 'own',
    line: /\bERESOLVE (?:could not resolve|unable to resolve)|ERR_PNPM_PEER_DEP_ISSUES|Cannot install .{1,200} because these package versions have conflicting dependencies/,
    cause: () => 'The dependencies need conflicting versions of one package.',
    nextStep: 'Change the version of one of the packages that the lines name, then try again.',
    follows: 6,
  },
  {
    kind: 'npm',
    rank: 'own',
    line: /can only install packages when your package\.json and|\b(?:Missing|Invalid): .{1,200} (?:from lock file|does not satisfy)|ERR_PNPM_OUTDATED_LOCKFILE|[Ll]ockfile (?:needs to be updated|would have been modified)|ERR_PNPM_LOCKFILE_CONFIG_MISMATCH/,
    cause: () => 'The lock file does not match package.json.',
    nextStep: 'Run the install command once on your machine and commit the lock file it writes.',
    follows: 3,
  },
  {
    kind: 'npm',
    rank: 'own',
    line: /can only install with an existing package-lock\.json|ERR_PNPM_NO_LOCKFILE/,
    cause: () => 'The install command needs a lock file, and there is none.',
    nextStep: 'Run the install command once on your machine and commit the lock file it writes.',
  },
  {
    kind: 'npm',
    rank: 'own',
    line: /No matching version found for ([^\s]{1,200})|Couldn't find any versions for "?([^"\s]{1,200})|Could not find a version that satisfies the requirement ([^\s]{1,200})|no matching package named `([^`]{1,100})` found|failed to select a version for the requirement `([^`]{1,120})`/,
    cause: (...names) => `There is no such version of a package: ${quoted(named(names))}.`,
    nextStep: 'Ask for a version that has been published, then try again.',
  },
  {
    kind: 'npm',
    rank: 'own',
    line: /'([^']{1,200})' is not in (?:this|the npm) registry|404 Not Found - GET (\S{1,300})|ERR_PNPM_FETCH_404|Couldn't find package "?([^"\s]{1,200})/,
    cause: (...names) => `The registry has no such package${named(names) && `: ${quoted(named(names))}`}.`,
    nextStep: 'Check the package’s name, and whether the build may see it if it is a private one.',
  },
  {
    kind: 'npm',
    rank: 'own',
    line: /\bcode E40[13]\b|\b40[13] (?:Unauthorized|Forbidden) - |Unable to authenticate, (?:need|your)|ERR_PNPM_FETCH_40[13]/,
    cause: () => 'The package registry refuses the build’s login.',
    nextStep: 'Renew the registry token of the build machine, then try again.',
  },
  {
    kind: 'npm',
    rank: 'own',
    line: /Missing script: "?([^"\s]{1,100})|Command "([^"]{1,100})" not found|ERR_PNPM_NO_SCRIPT/,
    cause: (...names) => `package.json has no such script${named(names) && `: ${quoted(named(names))}`}.`,
    nextStep: 'Add the script to package.json, or let the build call one that exists.',
  },
  {
    kind: 'npm',
    rank: 'own',
    line: /\bcode EBADENGINE\b|The engine "node" is incompatible|ERR_PNPM_UNSUPPORTED_ENGINE|\bnotsup (?:Unsupported|Required|Not compatible)/,
    cause: () => 'A package does not work with the version of Node on the build machine.',
    nextStep: 'Build with the version of Node that the lines ask for.',
    follows: 3,
  },
  {
    kind: 'npm',
    rank: 'own',
    line: /\bEINTEGRITY\b|integrity checksum failed|Integrity check failed|ERR_PNPM_TARBALL_INTEGRITY/,
    cause: () => 'A fetched package does not match the lock file.',
    nextStep: 'Empty the package cache and try again; if it happens again, find out who changed the package.',
  },
  {
    kind: 'npm',
    rank: 'own',
    line: /\bEJSONPARSE\b|Failed to parse (?:JSON|package\.json)|\benoent Could not read package\.json|ERR_PNPM_NO_IMPORTER_MANIFEST|no such file or directory, open '[^']{0,300}package\.json'/,
    cause: () => 'npm cannot read package.json.',
    nextStep: 'Check that package.json exists and is valid JSON.',
  },
  {
    kind: 'npm',
    // Tests that cannot load it fail too.
    rank: 'surroundings',
    line: /(?:Cannot find (?:module|package)|[Cc]ould not resolve|Can't resolve|[Ff]ailed to resolve import) ['"]((?:@[\w.-]{1,80}\/)?\w[\w.-]{0,120}(?:\/[\w./-]{1,120})?)['"]|No module named '?([\w.]{1,120})'?$|no required module provides package ([^\s;]{1,200})/,
    unless: /error TS\d/,
    cause: (...names) => `A package that the code uses is not installed: ${quoted(named(names))}.`,
    nextStep: 'Add it to the project’s dependencies, commit the lock file, then try again.',
    follows: 2,
  },
  {
    kind: 'npm',
    rank: 'own',
    line: /^(?:npm (?:error|ERR!) )?gyp ERR! (?:build error|configure error|find Python|stack Error)/,
    cause: () => 'A dependency with native code could not be compiled.',
    nextStep:
      'Install the compilers (and Python) that node-gyp needs, or use a version of the package that comes compiled.',
    follows: 2,
  },
  {
    kind: 'npm',
    rank: 'general',
    line: /^npm (?:error|ERR!) code (E[A-Z][A-Z0-9]{1,30})$|\bERR_PNPM_([A-Z0-9_]{2,60})|^error An unexpected error occurred: "(.{1,200})/,
    cause: (...codes) => `The package manager failed with ${quoted(named(codes))}.`,
    nextStep: 'See what it says in these lines, and try the same command on your machine.',
    follows: 3,
  },
]

function named(groups: readonly string[]): string {
  return groups.find((group) => group !== '') ?? ''
}
