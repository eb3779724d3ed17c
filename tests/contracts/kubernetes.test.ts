import { describe } from 'vitest'
import { fakeHand } from '../support/kubernetes/cluster-hand.ts'
import { realHand } from '../support/kubernetes/real-hand.ts'
import { kubernetesContract } from './kubernetes-contract.ts'
import { kubernetesDriftContract } from './kubernetes-drift-contract.ts'
import { kubernetesRouteContract } from './kubernetes-route-contract.ts'

describe('the delivery to a cluster of our own', () => {
  kubernetesContract(fakeHand)
  kubernetesDriftContract(fakeHand)
  kubernetesRouteContract(fakeHand)
})

/** With the contexts `admin`, `shipmate` and `reader`; tests/peers/kubernetes.ts brings such a cluster up. */
const kubeconfig = process.env.TEST_KUBECONFIG

if (kubeconfig === undefined)
  process.stdout.write('not run: the delivery to a real cluster (TEST_KUBECONFIG is not set)\n')
else
  describe('the delivery to a real cluster', () => {
    kubernetesContract(() => realHand(kubeconfig))
    kubernetesDriftContract(() => realHand(kubeconfig))
    kubernetesRouteContract(() => realHand(kubeconfig))
  })
