import { booted } from '../bench/rig.js';

/** A name that must be percent-encoded, and a central system that does not want it at first. */
export const id = 'Depot 7 Süd/1';

export const layout = {
  prepare: central => central.refusals.push({ status: 503 }, { protocol: false }),
};

export async function run(rig) {
  const { checks, central } = rig;
  await booted(rig, 90);
  checks.equal('the path is percent-encoded', [...new Set(central.requests)], ['/ocpp/Depot%207%20S%C3%BCd%2F1']);
  checks.equal('the central system reads the name as it was written', central.identity, id);
  checks.equal('it dials again after 503 and after a handshake without a subprotocol', central.requests.length, 3);
  checks.equal('without a subprotocol it says nothing', central.calls[0].connection, central.connections);
  checks.equal('at last it boots', central.calls[0].action, 'BootNotification');
}
