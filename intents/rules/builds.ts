import { command, question, type Rule } from './rule.ts'

const TALK =
  /^(?:re)?-?build (?:status|history|log|logs|failed|pipeline|time|times|server|of|failures?|is|number|agents?)\b|^build and (?:deploy|ship|release)\b|\bbots?\b|\btrust\b|\bteam\b/

export const buildRules: readonly Rule[] = [
  command(
    'build.start',
    0.95,
    /^(?:build|rebuild|re-build|compile|recompile)\b.*(?:<service>|<ref>|\bit\b|\bthat\b|\bthis\b|image|<strategy>|again)/,
    TALK,
  ),
  command('build.start', 0.85, /^(?:build|rebuild)$/),
  command(
    'build.start',
    0.94,
    /^(?:trigger|start|kick off|run|do|make|create|launch|begin|fire off|need|want|i need|i want|we need|i'd like|request|get|give)(?: me| us)? (?:new |fresh |clean |another |full |quick |<strategy> |<service> )*(?:build|rebuild)\b(?! (?:status|history|logs?|agent))/,
    /\bhow\b/,
  ),
  command(
    'build.start',
    0.9,
    /^<service>(?: <ref>)? (?:needs to be|must be|should be|has to be|needs|needs a) (?:new |fresh )?(?:rebuilt|built|rebuild|rebuilding|build|building)\b/,
  ),
  command(
    'build.start',
    0.9,
    /^(?:get|have|want|i want|i need|need|like|i'd like) <service>.* (?:rebuilt|built|compiled)\b/,
  ),
  command('build.start', 0.85, /^(?:new |fresh |clean )+build (?:of|for) <service>/),
  question(
    'build.status',
    0.93,
    /\bbuilds?\b.*\b(?:status|state|done|finished?|pass|passing|passed|fail|failed|failing|green|red|ready|broken|progress|go|going|working|complete|completed|succeed|succeeded|ok|okay|doing|result|results|break|running|coming|yet|stuck)\b/,
    /deploy|incident|devices?|<count> builds/,
  ),
  question(
    'build.status',
    0.93,
    /\b(?:status|state|result|results|progress|outcome)\b.*\bbuilds?\b|\b(?:last|latest|current|recent|running)(?: <service>)? builds?\b|^builds?$|\bbuild (?:status|state|result|report)\b/,
    /deploy/,
  ),
  question(
    'build.status',
    0.92,
    /^(?:did|is|has|was|are|have)\b.*(?:<service>|\bit\b).*\b(?:build|built|building|compile|compiled|compiling)\b/,
  ),
  question(
    'build.status',
    0.88,
    /^(?:how|how's|what about|show|check|see|get|view|look at|any|what's|where's|why did|what happened (?:to|with))\b.*\bbuilds?\b/,
    /how (?:do|to)|deploy|logs?|no cache|<strategy>/,
  ),
  question('build.status', 0.85, /^<service> builds?$|^builds? (?:of|for) <service>$/),
]
