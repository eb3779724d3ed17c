/**
 * Words of everyday English and of the trade. One of them is never taken for a misspelled or unknown name, and a
 * catalog name that is one of them (`live`, `search`) counts only where a name belongs.
 */
const ORDINARY = new Set(
  `a about access ack acknowledge active actually add after again ago agent agents alert alerts all allow allowed already
  also always am an and another any anybody anyone anything app application approval approvals approve approved are around
  as ask at availability available away back be because been before behind being best better between bit blue bot bots
  box branch break breaker breakers broke broken budget bug build building builds built but button buy by cache cached
  call called can canary cancel cancelled cancelling cannot cause change changed changes chat check checks circuit clean
  close closed code come command commands commit commits condition conditions confirm could count cpu create created
  current currently cut day days delete deploy deployed deploying deployment deployments deploys describe details
  detail device devices diff difference did do does doing done dont down drift each else email end ending enough env
  environment environments error errors even ever every everybody everyone everything exactly explain fail failed failing
  fails failure failures fast figure file find fine finish finished fire first fix flaky folder for fresh friday fridays
  from full fully further future get getting give go goes going gone good got great green guideline guidelines had half
  hand happen happened happening happens has have having he head health healthy hello help her here hey hi him his hold
  hour hours how i id idea if in incident incidents info instance instances instead integration integrations into is issue
  issues it item its job jobs just keep keeps kick kill know last lately later latency latest launch least less let lets
  like line lines list listed live local lock locked log login logs long look looking lot lunch main make many master
  matter may maybe me mean meant meeting mem memory mention merge merged message metric metrics migration mind mine minute
  minutes monday money monitor month months moon more morning most move much must my name named need needed needs never new
  news next night no nobody node nodes noon not note nothing notice now nothing number objective ok okay old on once one
  ones only onto open or order other others ours our out outage over own page part past pause pay paused peek people per
  percent permission permissions person pick pipeline pipelines place plan please pod pods point policy possible present
  previous prior problem problems process progress promote provided publish pull push pushed put question queue queued
  quick quickly rate rates read ready real really reason rebuild recent recently record recreate regression reject related
  release released releases remove repeat replica replicas report request requests rerun resolve resolved restart restarted
  result results resume retry revert review right ring rings roll rollback rolled rolling rollout rule run running runs same
  saturday saturation save say says scale schedule scheduled scratch search second seconds see seen send server servers
  service services set several sha she ship shipped shipping shipmate should show shows side since site situation slow so
  some somebody somehow someone something soon sorry stable stage start started starting state states stats status
  statuses still stop stopped stopping strategy stuff stuck submit succeed success successful such suite sunday sure
  switch system systems tag take taken talk task tasks team tell temperature test tests than thank thanks that the their
  them then there these they thing things think this those though through throughput thursday time times to today together
  tomorrow tonight too top traffic tried try trying tuesday turn two undo unit unlock until up update updated updates upon
  us use used user users using usual usually version versions via view wait waiting walk want wanted wants warning was watch
  way we web wednesday week weekend weeks well went were what whatever when whenever where whether which while who whole why
  will wish with without won wonder word work worked worker workers working works world would wrong year yes yesterday yet
  you your yours yourself zero mail cart dashboard docs slack discord github general particular theory principle case
  practice particular production-like order turn fact charge control hurry bed weather joke coffee pizza food party
  vacation holiday holidays retro standup planning office phone call dinner dashboard thread channel dm dms group
  january february march april may june july august september october november december am pm utc gmt hot hotfix
  three four five six seven eight nine ten bunch couple few dozen background async action actions owner owners
  success sense addition advance total short public private effect return case figures numbers usage load
  bring throw dump tail peek grab fetch pull inspect compare compared versus vs upgrade downgrade bump bounce reboot
  cycle recycle kickstart trigger begin initiate execute perform proceed abort halt drop forget nevermind mercy hood
  screen paper purpose budget burn uptime reliability percentile requests hits volume incident outage disaster`
    .split(/\s+/)
    .filter((word) => word !== ''),
)

export function isOrdinary(word: string): boolean {
  return ORDINARY.has(word)
}
