import { booted } from '../bench/rig.js';
import { charge, ended, leave, start } from '../bench/session.js';
import { until } from '../bench/until.js';

/** The peer closes the socket in the middle of a charge: the station comes back, and nobody sees a difference but a new connection. */
export const id = 'PEER-6';

export async function run(rig) {
  const { checks, central, emulator } = rig;
  await booted(rig);
  await central.call('ChangeConfiguration', { key: 'MeterValueSampleInterval', value: '2' });
  const session = await start(rig, 1, '04A1B2E1');
  await charge(rig, session);

  // Every upgrade is refused for a while, so that something has to wait.
  const [from, connections] = [central.calls.length, central.connections];
  central.refusals.push({ status: 503 });
  await central.hangUp();
  const { energy_wh: energyWh } = await emulator.see(1, { status: 'Charging', contactor: 'closed' });
  await emulator.see(1, { energy_wh: energy => energy >= energyWh + 8 }, 30);
  checks.that('it goes on charging without anybody', true);
  await until('a new connection', () => central.connections > connections, 60);
  checks.equal('it comes back on one new connection', central.connections, connections + 1);

  const sampleTimes = () => central.find('MeterValues', { transactionId: session.transactionId }, from).map(call => call.params.meterValue[0].timestamp);
  await until('what waited, and more', () => sampleTimes().length >= 3, 30);
  await emulator.swipe(1, session.idTag);
  await ended(rig, session, 'Local');
  await leave({ ...rig, checks: { equal() {} } }, session);
  checks.equal('no second BootNotification', central.find('BootNotification', {}, from), []);
  const times = sampleTimes();
  checks.equal('what waited comes in order', times, times.toSorted());
  checks.equal('each once', new Set(times).size, times.length);
  const last = central.story(from).at(-1);
  checks.equal('StopTransaction is the last word of it', last, `stop ${session.transactionId}`);
}
