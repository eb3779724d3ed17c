import type { Entity } from '../entities/entity.ts'
import type { Reading } from '../reading.ts'
import { command, question, type Rule } from './rule.ts'

const INSTANCES = /\b(?:replicas?|instances?|pods?|copies|nodes?|workers)$/i
const wanted = command(
  'service.scale',
  0.95,
  /^(?:(?:please )?(?:give|want|need|have|use|like|run|keep|put|set|make|get|bring|take|go to|go with)|i want|i need|we need|we want|i'd like)\b.*(?:_service_.*_count_|_count_.*_service_)|^_service_ (?:needs|wants|gets|should have|must have|should run(?: on| with)?|to) _count_/,
)
const linesWanted = question('logs.show', 0.95, /_count_.*_service_|_service_.*_count_/, /\breplicas?\b/)
/** "give me 100 lines of auth": only a log has lines. */
const isLines =
  ({ text }: Reading) =>
  ({ slot, start, end }: Entity): boolean =>
    slot === 'count' && /\b(?:lines?|entries|zeilen|líneas)$/i.test(text.slice(start, end))

/** "give payments 12 replicas", "I need five instances of search": what is counted says that it is to grow or shrink. */
const countedInstances: Rule = {
  ...wanted,
  matches: (said) =>
    wanted.matches(said) &&
    said.reading.entities.some(
      ({ slot, start, end }) => slot === 'count' && INSTANCES.test(said.reading.text.slice(start, end)),
    ),
}

const METRIC =
  '(?:error[ _-]?rates?|errors|latency|latencies|response times?|p50|p90|p95|p99|throughput|requests? per (?:second|minute)|rps|qps|request rate|saturation|saturated|availability|uptime|cpu|memory|ram|traffic|5xx|500s|failure rate|metrics?)'

export const operationRules: readonly Rule[] = [
  question(
    'logs.show',
    0.94,
    /\blogs?\b|\blog (?:lines?|output|entries|file)\b|\bstack ?traces?\b|\bstdout\b|\bstderr\b|_count_(?: log)? lines\b/,
    /\blog ?(?:in|out)\b|deployment log|incident|how do/,
  ),
  { ...linesWanted, matches: (said) => linesWanted.matches(said) && said.reading.entities.some(isLines(said.reading)) },
  command('logs.show', 0.93, /^tail\b.*(?:_service_|it|that|_count_)/),
  question(
    'logs.show',
    0.9,
    /\bwhat (?:is|has|was|did|are)\b.*(?:_service_|\bit\b).*\b(?:logging|logged|printing|printed|output|writing|saying|log)\b|\boutput of _service_/,
  ),
  question(
    'health.check',
    0.93,
    /\bhealth(?:y|check|checks|iness)?\b|\bunhealthy\b/,
    /devices?|integrations?|circuit|deployment|drift|how do/,
  ),
  question(
    'health.check',
    0.9,
    /^(?:is|are|isn't|aren't)\b.*(?:_service_|_environment_|everything|all|system|systems|services|things|site|it|we|stack|platform|anything|something).* ?\b(?:up|down|ok|okay|alive|working|responding|broken|fine|alright|reachable|responsive|stable|on fire|wrong|good|degraded|running|dead|online|offline|operational|green|having (?:problems|issues|trouble))\b/,
    /approval|deployed|tasks?|jobs?|locked|good to go|(?:ok|okay|safe|fine|good) (?:time )?to|drift|circuit|integration|devices?|workflows?|agents?|workers?|what|incident|up to date|slack|github|running .*(?:version|_ref_)|_task_|_run_|deploy|build/,
  ),
  question(
    'health.check',
    0.9,
    /^(?:how|how's|hows|how is|how are|how's it)\b.*(?:_service_|_environment_|everything|system|systems|services|things|stack|platform|we)\b ?.*\b(?:doing|looking|look|feeling|going|holding up|today|now|running)\b|^how(?:'s| is| are) (?:_service_|_environment_|everything|system|systems|services|things)(?: (?:on|in) _environment_| now| today)*$/,
    /deploy|release|build|task|incident|_workflow_|_run_|budget|slo|devices?|you doing/,
  ),
  question(
    'health.check',
    0.9,
    /\b(?:system|systems|service|overall|platform|cluster) (?:status|state|check)\b|\bstatus of (?:system|systems|everything|all services|services|platform|all)\b|\bvital signs\b|\bheartbeat\b|^ping _|^check (?:on |up on )?(?:_service_|_environment_|system|systems|everything|all services|services)(?: (?:on|in) _environment_| _environment_)?$|^check (?:that|if|whether) .*(?:_service_|_environment_|everything).*(?:up|ok|okay|fine|working|alive|healthy)|^(?:_service_|_environment_) (?:up|down|ok|alive)$|\b(?:is |are )?(?:anything|something|any services?|any service|which services?|what services?|what|what's) (?:is |are |currently )?(?:down|broken|on fire|wrong|failing|unhealthy|degraded|dead)\b/,
    /devices?|deploy|integrations?|workflow|build|circuit|task/,
  ),
  command(
    'service.restart',
    0.96,
    /^(?:restart|bounce|reboot|recycle|power ?cycle|kick(?! off)|cycle|reload|relaunch|service restart)\b.*(?:_service_|_unknown_|\bit\b|\bthat\b|\bthis\b|services?|_environment_|app|pods?|server)/,
    /_task_|_workflow_|_run_|\bjob\b|\btask\b|bot off|\bbuild\b/,
  ),
  command('service.restart', 0.9, /^(?:restart|reboot|bounce)(?: (?:something|one|one service|one of services))?$/),
  command(
    'service.restart',
    0.93,
    /^give (?:_service_|it|that).*\b(?:restart|kick|bounce|reboot)\b|^turn _service_.* off and (?:back )?on|^(?:get|have|want|i want|i need|need|like) _service_.* (?:restarted|bounced|rebooted)|^(?:do|trigger|perform|run|start) (?:rolling |_strategy_ )?(?:restart|reboot) (?:of|on|for) (?:_service_|it)|^_service_.* (?:needs a|needs to be|should be|must be|needs) (?:restart|restarted|bounced|rebooted|bounce|kick|restarting)/,
  ),
  command(
    'service.scale',
    0.96,
    /^(?:scale|rescale|upscale|downscale|resize|autoscale|service scale)\b(?=$|.*(?:_service_|_unknown_.*_(?:count|number)_|\bit\b|\bthat\b)|.*_count_)/,
    /\bcompany\b|\bteam\b/,
  ),
  command(
    'service.scale',
    0.94,
    /^(?:add|remove|set|bump|increase|decrease|reduce|change|run|give|spin up|drop|grow|shrink|raise|lower|cut|put|need|want|i need|i want|we need|make|bring|have|use|start|get)\b.*\b(?:replicas?|instances?|pods?|copies)\b|^(?:set|bring|take|put|bump|raise|lower|cut|reduce|increase) _service_(?: (?:in|on) _environment_)?(?: up| down)? to _count_/,
    /\blogs?\b|deploy|history|tests?|_task_|builds?\b|incident|releases?|top|(?<!to )_count_ (?:most|entries)|show me|^(?:get|need|want|have|i need|i want|we need|give|run|make|put|use|start|bring|raise|set|change|add|remove|cut|drop) (?:me )?(?!.*(?:replicas?|instances?|pods?|copies|_service_))/,
  ),
  command(
    'service.scale',
    0.94,
    /^_service_(?: (?:in|on) _environment_)? (?:needs|wants|requires|must be|should be|has to be|needs to be|could use)(?: some| more)? (?:scaling|scaled|upscaling|downscaling|more (?:instances|replicas|pods|copies)|extra (?:instances|replicas|pods))\b/,
  ),
  command(
    'service.scale',
    0.9,
    /^(?:scale|upscale) (?:something|service|one service|one of services)(?: up| down| out)?$/,
  ),
  countedInstances,
  question('circuit.list', 0.95, /\bcircuits?\b|\bbreakers?\b/),
  question('integration.status', 0.94, /\bintegrations?\b(?! tests?| suite)/, /\bintegration tests?\b/),
  question(
    'integration.status',
    0.9,
    /\b(?:is|are)\b.*\b(?:slack|github|discord|jira|pagerduty|webhooks?|connections?|connectors?|gitlab|third[- ]part(?:y|ies))\b.*\b(?:connected|working|up|down|ok|failing|broken|healthy|reachable)\b|\b(?:slack|github|discord|jira|pagerduty|gitlab) (?:connection|connectivity|status)\b|\b(?:third[- ]party|external) (?:services?|systems?|connections?)\b/,
  ),
  question(
    'metrics.query',
    0.93,
    new RegExp(`\\b${METRIC}\\b`),
    /\blogs?\b|deploy|budget|\bslos?\b|objective|circuit|integration|drift|incident|devices?|_run_|guideline|restart/,
  ),
  question(
    'metrics.query',
    0.88,
    /^(?:how|is|why is)\b.*\b(?:slow|fast|busy|loaded|overloaded)\b.*(?:_service_|it)|^(?:how|is|are|why is)\b.*(?:_service_|it)\b.*\b(?:slow|fast|busy|loaded|overloaded)\b|\bhow many (?:requests|errors|users|hits)\b/,
  ),
  question('slo.status', 0.96, /\b(?:slo|slos|slis?|error budget|budget|burn rate|service level|objectives?)\b/),
  command(
    'drift.fix',
    0.96,
    /^(?:fix|correct|repair|remediate|reconcile|resolve|remove|clean up|sort out|sort|straighten out|take care of|deal with|get rid|clear|undo|eliminate|drift fix|get rid of|heal|revert)\b.*\bdrift(?:ed|ing|s)?\b|^(?:reconcile|remediate|re-?sync|heal|repair)\b.*_device_|^fix _device_/,
  ),
  question(
    'drift.list',
    0.95,
    /\bdrift(?:s|ed|ing)?\b|\bout of sync\b|\bconfig(?:uration)? differences\b/,
    /^(?:fix|correct|repair|remediate|reconcile|resolve|remove|clean|sort|straighten|take care of|deal with|clear|get rid|heal|drift fix)\b|how do/,
  ),
  question(
    'device.failures',
    0.94,
    /\b(?:devices?|hosts?|machines?|kiosks?|boxes|endpoints?|terminals?|fleet)\b.*\b(?:fail|fails|failed|failing|failures?|broken|errors?|problems?|trouble|unhealthy|not update|stuck|didn't|did not|rejected|missed|couldn't|issues?|down|bad|erroring|behind)\b|\b(?:fail|failed|failing|failures?|broken|problem|problems|unhealthy|stuck|bad|errors?|issues?)\b.*\b(?:devices?|hosts?|machines?|kiosks?|fleet)\b|_device_.*\bfail|\bfailures? (?:in|on|for|across) _ring_/,
    /drift/,
  ),
  question(
    'oncall.show',
    0.95,
    /\bon[- ]?call\b|\bpagers?\b|\bon duty\b|\bwho (?:do|should|can) (?:i|we) (?:page|call|wake)\b|\bwho (?:to page|to call|is paged|gets paged)\b/,
    /_incident_/,
  ),
  question('agent.list', 0.95, /\bagents?\b|\bworkers?\b/, /_task_/),
]
