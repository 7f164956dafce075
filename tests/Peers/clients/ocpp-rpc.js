import { RPCClient } from 'ocpp-rpc';
import { tellStory } from '../bench/client-story.js';
import { commands } from '../bench/requests.js';

/** The client of ocpp-rpc in strict mode: whatever either side says is validated against the standard's schemas. */
export async function run({ checks, central, id = 'RPC-1' }) {
  const violations = [];
  const station = new RPCClient({ endpoint: central.url, identity: id, protocols: ['ocpp1.6'], strictMode: true, reconnect: false });
  station.on('strictValidationFailure', failure =>
    violations.push(`${failure.method} ${JSON.stringify(failure.result ?? failure.params)}: ${failure.error.message}`));
  station.on('badMessage', ({ buffer, error }) => violations.push(`${buffer}: ${error.message}`));
  station.handle(({ method }) => commands[method][1]);
  try {
    await station.connect();
    checks.equal('the subprotocol is agreed', station.protocol, 'ocpp1.6');
    await tellStory({ checks, central }, id, (action, payload) => station.call(action, payload));
  } finally {
    await station.close({ force: true });
    checks.equal('strict validation finds nothing wrong in either direction', violations, []);
  }
}
