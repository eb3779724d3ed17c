import { type CausePattern, quoted } from '../cause.ts'

export const gitCauses: readonly CausePattern[] = [
  {
    kind: 'git',
    rank: 'own',
    line: /Permission denied \(publickey|could not read (?:Username|Password) for '([^']{1,200})'|Authentication failed for '([^']{1,200})'|Host key verification failed|remote: Permission to \S{1,200} denied|remote: HTTP Basic: Access denied|remote: Invalid username or/,
    cause: (url = '', other = '') =>
      `Git is denied access${url || other ? ` to ${quoted(url || other)}` : ''}: the build’s key or login is not accepted.`,
    nextStep: 'Give the build machine a key or login that may read that repository, then try again.',
  },
  {
    kind: 'git',
    rank: 'own',
    line: /remote: (?:ERROR: )?Repository not found|repository '([^']{1,200})' (?:not found|does not exist)/,
    cause: (url = '') =>
      `The repository ${url ? `${quoted(url)} ` : ''}does not exist, or the build’s login may not see it.`,
    nextStep: 'Check its address and who may read it, then try again.',
  },
  {
    kind: 'git',
    rank: 'own',
    line: /not our ref ([0-9a-f]{7,64})|did not contain ([0-9a-f]{7,64})|couldn't find remote ref (\S{1,200})|pathspec '([^']{1,200})' did not match|reference is not a tree: ([0-9a-f]{7,64})|bad object ([0-9a-f]{7,64})|Remote branch (\S{1,200}) not found/,
    cause: (...refs) => `Git cannot find ${quoted(refs.find((ref) => ref !== '') ?? '')} in the repository.`,
    nextStep: 'Push that commit or branch, or point the build (or the submodule) at one that exists.',
  },
  {
    kind: 'git',
    rank: 'own',
    line: /^CONFLICT \([^)]{1,40}\)(?:: (?:Merge conflict in (\S{1,300}))?)?|Automatic merge failed|needs merge$|would be overwritten by (?:checkout|merge)/,
    cause: (path = '') => `The branches conflict${path ? `: both change ${quoted(path)}` : ''}.`,
    nextStep: 'Merge them by hand, push the result, then try again.',
  },
  {
    kind: 'git',
    rank: 'own',
    line: /! \[(?:remote )?rejected\]|failed to push some refs/,
    cause: () => 'A push was rejected: the branch has moved, or is protected.',
    nextStep: 'Fetch and merge what is new there, or push to a branch that may be changed.',
    follows: 1,
  },
  {
    kind: 'git',
    rank: 'own',
    line: /\.git\/\S{0,100}\.lock': File exists|Another git process seems to be running/,
    cause: () => 'Another git process holds the repository, or one that died has left its lock behind.',
    nextStep: 'Wait for it; if none is running, remove the lock file that the line names.',
  },
  {
    kind: 'git',
    rank: 'own',
    line: /smudge filter lfs failed|Smudge error|over its data quota|git-lfs filter-process/,
    cause: () => 'Git LFS could not fetch the large files.',
    nextStep: 'Check the LFS quota and that git-lfs is installed on the build machine, then try again.',
  },
  {
    kind: 'git',
    rank: 'own',
    line: /detected dubious ownership in repository|not a git repository/,
    cause: () => 'Git does not accept the folder it is in: it is no repository, or belongs to another user.',
    nextStep: 'Check out the repository again as the build user, then try again.',
  },
  {
    kind: 'git',
    rank: 'general',
    line: /^(?:npm (?:error|ERR!) )?fatal: (.{1,200})|Could not read from remote repository/,
    unless: /^fatal error/,
    cause: (said = '') => `Git failed${said ? `: ${quoted(said)}` : ' to read the repository'}.`,
    nextStep: 'See what git says in these lines, and try the same on the build machine.',
  },
]
