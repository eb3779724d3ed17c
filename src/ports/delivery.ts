import type { PlaceAbilities } from './abilities.ts'
import type { Builder } from './builder.ts'
import type { ServiceCode } from './code-host.ts'
import type { Canaries, Deployer } from './deployer.ts'
import type { HealthProbe } from './health-probe.ts'
import type { Recipes } from './recipes.ts'
import type { Source } from './source.ts'
import type { Tester } from './tester.ts'
import type { Traffic, TrafficOrigin } from './traffic.ts'
import type { TrafficHistory } from './traffic-history.ts'

/** Where services are put: one entry of the list that a service chooses from. */
export interface DeployTarget extends Deployer, Canaries, HealthProbe, PlaceAbilities {
  /** Makes sure that what was deployed serves, now and until `close`. */
  start(): Promise<void>
  /** Services keep running. */
  close(): Promise<void>
}

/** Knows what becomes of the requests of users. */
export interface Telemetry extends Traffic, TrafficHistory, TrafficOrigin {}

/** All that services are delivered with; each service has every ability from where its configuration says. */
export interface Delivery
  extends Source,
    ServiceCode,
    Recipes,
    Builder,
    Tester,
    Deployer,
    Canaries,
    HealthProbe,
    PlaceAbilities,
    Telemetry {}
