import { booted } from '../bench/rig.js';
import { charge, leave, start } from '../bench/session.js';
import { until } from '../bench/until.js';

/** What breaks at the station, is reported in the standard's words, ends what it must end, and recovers as the table of faults says. */
export const id = 'PEER-5';

export async function run(rig) {
  await booted(rig);
  await rig.central.call('ChangeConfiguration', { key: 'MeterValueSampleInterval', value: '2' });
  await emergencyStop(rig);
  await meterSilent(rig);
  await earthLost(rig);
}

/** Released alone it is not over: somebody has to acknowledge it. */
async function emergencyStop(rig) {
  const { checks, central, emulator } = rig;
  const session = await charging(rig, '04A1B2D1');
  await emulator.fault(0, 'emergency-stop');
  await fails(rig, session, 'EmergencyStop', 'OtherError');
  await central.expect('StatusNotification', { connectorId: 0, status: 'Faulted', vendorErrorCode: 'EmergencyStop' }, { from: session.from });
  await emulator.clearFault(0, 'emergency-stop');
  checks.equal('released and not acknowledged it stays Faulted', (await emulator.connector(1)).status, 'Faulted');
  const from = central.calls.length;
  await until('the release to be seen and acknowledged', async () => {
    await emulator.acknowledge();
    return (await emulator.connector(1)).status === 'Finishing';
  }, 10);
  await central.expect('StatusNotification', { connectorId: 0, status: 'Available', errorCode: 'NoError' }, { from });
  await recovers(rig, session, from);
}

async function meterSilent(rig) {
  const session = await charging(rig, '04A1B2D2');
  await rig.emulator.fault(1, 'meter-silent');
  await fails(rig, session, 'Other', 'PowerMeterFailure');
  const from = rig.central.calls.length;
  await rig.emulator.clearFault(1, 'meter-silent');
  await recovers(rig, session, from);
}

/** Whole again, it waits until the cable is out. */
async function earthLost(rig) {
  const { checks, central, emulator } = rig;
  const session = await charging(rig, '04A1B2D3');
  await emulator.fault(1, 'earth-lost');
  await fails(rig, session, 'Other', 'GroundFailure');
  await emulator.clearFault(1, 'earth-lost');
  checks.equal('mended and plugged it stays Faulted', (await emulator.connector(1)).status, 'Faulted');
  await emulator.see(1, { lock: 'unlocked' });
  const from = central.calls.length;
  await emulator.plugOut(1);
  await central.expect('StatusNotification', { connectorId: 1, status: 'Available', errorCode: 'NoError' }, { from });
  checks.that('unplugged it is Available again', true);
}

async function charging(rig, idTag) {
  const session = await start(rig, 1, idTag);
  await charge(rig, session);
  return session;
}

/** The transaction ends first, only then the connector is Faulted. */
async function fails({ checks, central, emulator }, { transactionId, meterStart, from }, reason, errorCode) {
  const stop = await central.expect('StopTransaction', { transactionId }, { from, seconds: 30 });
  checks.equal(`${errorCode}: the reason is reported`, stop.params.reason, reason);
  checks.that(`${errorCode}: energy is reported`, stop.params.meterStop - meterStart >= 5, `${meterStart} to ${stop.params.meterStop} Wh`);
  await central.expect('StatusNotification', { connectorId: 1, status: 'Faulted', errorCode }, { from });
  const view = await emulator.see(1, { status: 'Faulted', transaction_id: null });
  checks.equal(`${errorCode}: the contactor is open`, view.contactor, 'open');
  checks.equal(`${errorCode}: stopped once`, central.find('StopTransaction', { transactionId }, from).length, 1);
}

async function recovers(rig, { connectorId, from }, since) {
  const { checks, central, emulator } = rig;
  await central.expect('StatusNotification', { connectorId, status: 'Finishing', errorCode: 'NoError' }, { from: since, seconds: 30 });
  await leave({ ...rig, checks: { equal() {} } }, { connectorId, from });
  const statuses = central.find('StatusNotification', { connectorId }, from).map(call => call.params.status);
  // The second Charging carries the error: the transaction ends first, only then the connector is Faulted.
  checks.equal('the statuses of a fault, in order', statuses, ['Preparing', 'Charging', 'Charging', 'Faulted', 'Finishing', 'Available']);
  await emulator.see(connectorId, { status: 'Available' });
}
