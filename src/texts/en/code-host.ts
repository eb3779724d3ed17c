/** Pull requests and checks on GitHub and GitLab. */
export const codeHost = {
  fields: { pullRequest: 'Pull request', checks: 'Checks' },
  pullRequest: ({ number, title, author }: { number: number; title: string; author: string }) =>
    `#${number} ${title} (by ${author})`,
  note: {
    draft: ({ number }: { number: number }) => `#${number} is still a draft.`,
    merged: ({ number }: { number: number }) => `#${number} has been merged: this is the commit that it was merged as.`,
    closed: ({ number }: { number: number }) => `#${number} was closed without being merged.`,
  },
  checks: {
    green: ({ green, all }: { green: number; all: number }) => `${green} of ${all} checks green`,
    rest: ({ count, rest }: { count: string; rest: string }) => `${count}: ${rest}`,
    red: ({ names, count }: { names: string; count: number }) => (count === 1 ? `${names} fails` : `${names} fail`),
    running: ({ names, count }: { names: string; count: number }) =>
      count === 1 ? `${names} is still running` : `${names} are still running`,
  },
  gate: {
    met: ({ green }: { green: number }): string =>
      green === 1 ? 'The required check is green.' : 'The required checks are green.',
    rule: ({ environment }: { environment: string }) => `Only commits with green checks go to ${environment}.`,
    stops: ({ environment, what }: { environment: string; what: string }) =>
      `Only commits with green checks go to ${environment}: ${what}.`,
    missing: ({ names, count }: { names: string; count: number }) =>
      count === 1 ? `${names} has not run for this commit` : `${names} have not run for this commit`,
    none: 'no check has run for this commit',
    unknown: ({ environment, why }: { environment: string; why: string }) =>
      `Only commits with green checks go to ${environment}, and I cannot read them. ${why}`,
  },
  /** What happened on a host, told to a channel. */
  event: {
    repository: 'Repository',
    'pull-request.opened': ({ number, title, author }: { number: number; title: string; author: string }) =>
      `#${number} opened by ${author}: ${title}`,
    'pull-request.merged': ({ number, title, author }: { number: number; title: string; author: string }) =>
      `#${number} by ${author} merged: ${title}`,
    'checks.green': ({ by, where }: { by: string; where: string }) => `${by}: all green for ${where}`,
    'checks.red': ({ by, where }: { by: string; where: string }) => `${by}: failed for ${where}`,
    'release.published': ({ tag, author }: { tag: string; author: string }) => `${tag} released by ${author}`,
    pushed: ({ branch, sha, author }: { branch: string; sha: string; author: string }) =>
      `${author} pushed ${sha} to ${branch}`,
    silent: {
      source: ({ service }: { service: string }) =>
        `The repository of ${service} has not answered for ten minutes. Ask me to deploy it when it does.`,
      host: ({ service }: { service: string }) =>
        `The host of the pull requests and checks of ${service} has not answered for ten minutes. Ask me to deploy it when it does.`,
      cluster: ({ service }: { service: string }) =>
        `What runs ${service} has not answered for ten minutes. Ask me to deploy it when it does.`,
      unknown: (_: { service: string }) =>
        'I have not been able to plan it for ten minutes. An operator finds the cause in my log.',
    },
    noWorkflow: ({ workflow }: { workflow: string }) => `There is no workflow ${workflow}.`,
    unapproved: ({ step }: { step: string }) =>
      `Its step ${step} changes a protected environment before anybody has approved it. Put an approval before it.`,
    several: ({ services }: { services: string }) =>
      `It could be about ${services}. Name one under services in the file of the workflow.`,
    isOption: ({ input, option }: { input: string; option: string }) =>
      `I pass “${option}” to no workflow, since a command would take it for an option. It was meant for ${input}.`,
    runs: ({ task, workflow }: { task: string; workflow: string }) => `${task} runs ${workflow}.`,
    notRun: ({ workflow, reason }: { workflow: string; reason: string }) => `${workflow} was not started: ${reason}`,
    started: ({ task, service }: { task: string; service: string }) => `${task} deploys ${service}.`,
    notStarted: ({ service, reason }: { service: string; reason: string }) => `${service} is not deployed: ${reason}`,
  },
  /** Why a host gives no answer. `host` is its name, such as github.com. */
  problem: {
    'not-found': ({ repository, host }: { repository: string; host: string }) =>
      `${host} has no such thing in ${repository}, or my token may not see it.`,
    'bad-token': ({ host }: { host: string }) =>
      `${host} does not accept my token: it is missing, has expired or was revoked. An operator must set another one.`,
    forbidden: ({ repository, host }: { repository: string; host: string }) =>
      `My token may not read that in ${repository} on ${host}. An operator must give it the right.`,
    'rate-limited': ({ host }: { host: string }) =>
      `${host} refuses requests because there were too many. Try again later.`,
    'too-many': ({ host }: { host: string }) => `${host} has more checks for this commit than I read.`,
    unreadable: ({ host }: { host: string }) =>
      `I cannot read what ${host} answers. An operator must see what stands between us.`,
    away: ({ host }: { host: string }) => `${host} does not answer. Try again in a minute.`,
    'no-host': ({ service }: { service: string }) =>
      `I do not know where the pull requests of ${service} are. An operator must set codeHost for it in shipmate.yaml.`,
    noPullRequest: ({ number, repository, host }: { number: number; repository: string; host: string }) =>
      `${repository} on ${host} has no pull request #${number}, or my token may not see it.`,
    otherRepository: ({ named, service, own }: { named: string; service: string; own: string }) =>
      `That is a pull request of ${named}, and ${service} comes from ${own}. Which do you mean?`,
    otherService: ({ other, number }: { other: string; number: number }) =>
      `For ${other}, say “deploy #${number} of ${other}”.`,
    commitElsewhere: ({ number, repository, sha }: { number: number; repository: string; sha: string }) =>
      `The newest commit of #${number}, ${sha}, is not in ${repository}. It comes from a fork: push its branch to ${repository} to deploy it.`,
  },
}
