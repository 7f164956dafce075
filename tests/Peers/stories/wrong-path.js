import { booted } from '../bench/rig.js';
import { until } from '../bench/until.js';

/** The station was given a wrong path: it is refused, goes on asking, and boots when the central system learns the path. */
export const id = 'PEER-4';

export const layout = { path: '/ocpp/depot' };

export async function run(rig) {
  const { checks, central } = rig;
  await until('the first request', () => central.requests.length > 0, 30);
  checks.equal('on a wrong path nothing is said', central.calls, []);
  central.path = '/ocpp/depot';
  await booted(rig, 60);
  checks.equal('on the right path it boots', central.calls[0].action, 'BootNotification');
  checks.equal('the identity is the last part of the path', central.identity, id);
}

