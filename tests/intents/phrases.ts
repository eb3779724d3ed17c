/** What people say around an order. `{Service}` and `{Environment}` are others than the order names. */

/** Behind it: why, what for, like what, and what somebody said. */
export const BEHIND = [
  ' because {Service} needs it',
  ' because {Service} in {Environment} is broken',
  ' as {Service} depends on it',
  ' as {Service} is failing in {Environment}',
  ' since {Service} is down',
  ', reason: {Service} is down',
  ' (reason: {Service} needs it)',
  ' so that {Service} works again',
  ' so {Service} can go to {Environment}',
  ' due to {Service} errors',
  ' because TASK-9 and CHG-9 and INC-9 wait for it',
  ', {Service} needs it',
  ' - {Service} is waiting',
  ' for the {Service} team',
  ' before {Service} breaks',
  ' the way we did {Service}',
  ' like we did with {Service} in {Environment}',
  ' "as {Service} in {Environment} does"',
  ', ben said "restart {Service} in {Environment}"',
  ' to unblock {Service}',
  ', it blocks {Service}',
  ', otherwise {Service} will fail',
  ' after v9.9.9 broke {Service} in {Environment}',
  ' because of v9.9.9',
] as const

/** What it is set against. */
export const BESIDE = [
  ', not {Service}',
  ' instead of {Service}',
  ' rather than {Service}',
  ', not {Service} in {Environment}',
  ' and not {Service}',
  ', leave {Service} alone',
  ", don't touch {Service}",
  ' but not {Service}',
  ' without {Service}',
  ' except {Service}',
  ', not in {Environment}',
  ', do not deploy {Service}',
  ', {Service} is fine',
  ', skip {Service}',
  ' unlike {Service}',
  ' and leave {Environment} alone',
  ' and leave {Service} as it is',
  ' instead of v9.9.9',
  ', not v9.9.9',
  ', forget {Service}',
  ' other than {Service}',
] as const

/** In front of it. */
export const BEFORE = [
  'because {Service} is broken, ',
  'since {Service} needs it, ',
  'as {Service} is down, ',
  "don't touch {Service}, just ",
  'instead of {Service}, ',
  'rather than {Service}, ',
  '{Service} is down, so ',
  'leave {Service} alone and ',
  'forget {Service}, ',
  "{Service} isn't ready. ",
  'not {Service} but ',
] as const

/** Versions, as people name them. */
export const REFS = [
  'v1.2.0',
  '1.2.0',
  'abc1234',
  '0a1b2c3d4e5f',
  'deadbeef',
  'main',
  'release-2024.05',
  'feature/login-page',
  'feature/42-fix',
  'user/ana/try-2',
  'fix_123',
  'hotfix2',
  'rc-7',
  'nightly-3',
  'v1.2.0-rc.1',
  '1.2.0+build7',
  'previous version',
  'the one before',
  'the last good one',
  'last good',
  'the previous release',
  'HEAD',
  "yesterday's build",
  'build 512',
  '#512',
  'release 24.05',
  'origin/main',
  'tags/v1',
  'v1.2.x',
  'JIRA-123-fix',
  'the stable one',
  'the old version',
  'the version from monday',
  "this morning's build",
  'PR 42',
] as const

/** Orders for a version, which stands where REF does. */
export const VERSIONED = [
  'deploy {service} REF to {environment}',
  'deploy {service} to {environment} REF',
  'deploy REF of {service} to {environment}',
  'deploy {service} at REF to {environment}',
  'deploy {service} to {environment} at REF',
  'deploy {service} on {environment} from REF',
  'deploy REF to {environment} for {service}',
  'deploy {service} version REF to {environment}',
  'build {service} from REF',
  'build REF of {service}',
  'roll back {service} on {environment} to REF',
  'roll {service} back to REF on {environment}',
  'ship REF of {service} to {environment}',
  'ship {service} to {environment}: REF',
  'deploy {service} to {environment}, REF',
  'deploy {service} to {environment} using REF',
  'promote {service} REF to {environment}',
] as const

/** Words for how and when, in three languages, where a careless reader sees a version. */
export const HOW = [
  'quickly',
  'carefully',
  'fully',
  'again',
  'first',
  'asap',
  'right now',
  'already',
  'schnell',
  'bitte',
  'sofort',
  'jetzt',
  'ya',
  'por favor',
  'rápido',
  'ahora',
] as const

/** Orders with such a word where HOW stands. */
export const ORDERED_HOW = [
  'deploy {service} HOW to {environment}',
  'ship {service} HOW into {environment}',
  'roll back {service} HOW in {environment}',
  'promote {service} HOW to {environment}',
  'bitte {service} HOW in {environment} zurückrollen',
  'bitte {service} HOW auf {environment} ausrollen',
  'despliega {service} HOW en {environment}',
  'haz rollback de {service} HOW en {environment}',
  'please HOW deploy {service} to {environment}',
  'we want {service} HOW deployed to {environment}',
] as const

/** Orders told in two steps, with a remark before or behind. */
export const IN_STEPS = [
  'take what is on {Environment} for {service} and bump it to {environment}',
  '{service} looks fine in {Environment}, please advance it to {environment}',
  '{service} behaves well in {Environment}, move it up to {environment}',
  'whatever {service} runs on {Environment}, carry it over to {environment}',
  'we tried {service} on {Environment} all day and it holds, so please promote it to {environment}',
  'hello! long night here, but now please deploy {service} to {environment}',
  'deploy {service} to {environment}, the customer is waiting and everybody is nervous',
  '{service} in {environment} is toast, back it out',
  '{service} in {environment} is a mess. roll it back please, people are angry',
  'der chef wartet, bitte {service} auf {environment} ausrollen',
  'el cliente espera, despliega {service} en {environment} por favor',
] as const

/** What machines and others wrote, as people paste it; ORDER stands in it. */
export const PASTED = [
  '[09:41:22] WARN worker: ORDER',
  '[09:41] ben: ORDER',
  '2026-03-10T02:14:07Z ERROR worker[311]: ORDER',
  '2026-03-10 02:14:07,123 INFO runner - ORDER',
  'Mar 10 09:41:22 host-1 ci[12]: ORDER',
  'ERROR: ORDER',
  '[INFO] ORDER',
  'level=error msg="ORDER"',
  '{"level":"info","msg":"ORDER"}',
  'RuntimeError: ORDER',
  '> ORDER',
] as const

/** Between two of a kind. */
export const JOINED = [' and ', ', ', ' & ', ' or ', ' + ', ' and also ', ' then ', ' as well as ', ' plus '] as const
