import { booted } from '../bench/rig.js';
import { charge, ended, leave } from '../bench/session.js';

/** Profiles of each purpose come, rule, and go; the current follows. */
export const id = 'PEER-9';

export async function run(rig) {
  await booted(rig);
  await rig.central.call('ChangeConfiguration', { key: 'MeterValueSampleInterval', value: '2' });
  const session = await remoteStart(rig, profile('TxProfile', 1, [9]));
  await charge(rig, session);
  await follows(rig, 9);
  await stacks(rig, session);
  await pauses(rig, session);
  await clears(rig);

  const { transactionId } = session;
  await rig.central.call('RemoteStopTransaction', { transactionId });
  await ended(rig, session, 'Remote');
  await leave({ ...rig, checks: { equal() {} } }, session);
}

async function remoteStart({ checks, central, emulator }, chargingProfile) {
  const [connectorId, idTag, from] = [1, 'SMART-1', central.calls.length];
  await emulator.plugIn(connectorId);
  await central.expect('StatusNotification', { connectorId, status: 'Preparing' }, { from });
  checks.equal('RemoteStartTransaction with a profile',
    await central.call('RemoteStartTransaction', { connectorId, idTag, chargingProfile }), { status: 'Accepted' });
  const { params } = await central.expect('StartTransaction', { connectorId, idTag }, { from });
  const view = await emulator.see(connectorId, { transaction_id: number => number !== null });
  return { connectorId, idTag, from, meterStart: params.meterStart, transactionId: view.transaction_id };
}

async function stacks(rig, { transactionId }) {
  const { checks } = rig;
  await set(rig, 1, { ...profile('TxProfile', 2, [12, 6]), stackLevel: 3, transactionId });
  await follows(rig, 12);
  await schedule(rig, [12, 6]);
  await set(rig, 0, profile('TxDefaultProfile', 3, [7]));
  await schedule(rig, [12, 6]);
  await set(rig, 0, profile('ChargePointMaxProfile', 4, [8]));
  await follows(rig, 8);
  await schedule(rig, [8, 6]);
  checks.equal('SetChargingProfile of another transaction',
    await ask(rig, 1, { ...profile('TxProfile', 5, [10]), transactionId: transactionId + 1 }), 'Rejected');
  checks.equal('GetCompositeSchedule of a connector that is not there',
    await rig.central.call('GetCompositeSchedule', { connectorId: 9, duration: 60 }), { status: 'Rejected' });
}

async function pauses(rig, { transactionId }) {
  const { checks, central, emulator } = rig;
  let from = central.calls.length;
  await set(rig, 1, { ...profile('TxProfile', 2, [0]), stackLevel: 3, transactionId });
  await central.expect('StatusNotification', { connectorId: 1, status: 'SuspendedEVSE' }, { from });
  await emulator.see(1, { contactor: 'open', current_a: 0 });
  from = central.calls.length;
  await clear(rig, { id: 2 });
  await central.expect('StatusNotification', { connectorId: 1, status: 'Charging' }, { from });
  await follows(rig, 8);
  checks.equal('a pause ends no transaction', central.find('StopTransaction', { transactionId }), []);
}

async function clears(rig) {
  await clear(rig, { connectorId: 0, chargingProfilePurpose: 'ChargePointMaxProfile', stackLevel: 0 });
  await follows(rig, 9);
  await clear(rig, { id: 1 });
  await follows(rig, 7);
  await clear(rig, {});
  await rig.emulator.see(1, { limit_a: limit => limit > 12, current_a: current => current > 12.5 });
  rig.checks.that('nothing is left: the current is the vehicle\'s own', true);
  await clear(rig, {}, 'Unknown');
}

/** Waits until the limit is in force and the vehicle has taken it. */
async function follows({ checks, emulator }, limitA) {
  await emulator.see(1, { limit_a: limitA, current_a: current => Math.abs(current - limitA) < 0.5 });
  checks.that(`the current follows: ${limitA} A`, true);
}

async function schedule({ checks, central }, limits) {
  const { status, connectorId, chargingSchedule } = await central.call('GetCompositeSchedule', { connectorId: 1, duration: 7200, chargingRateUnit: 'A' });
  checks.equal('GetCompositeSchedule',
    { status, connectorId, unit: chargingSchedule?.chargingRateUnit, limits: chargingSchedule?.chargingSchedulePeriod.map(({ limit }) => limit) },
    { status: 'Accepted', connectorId: 1, unit: 'A', limits });
}

async function set(rig, connectorId, csChargingProfiles) {
  rig.checks.equal(`SetChargingProfile ${csChargingProfiles.chargingProfilePurpose}`, await ask(rig, connectorId, csChargingProfiles), 'Accepted');
}

async function ask({ central }, connectorId, csChargingProfiles) {
  return (await central.call('SetChargingProfile', { connectorId, csChargingProfiles })).status;
}

async function clear({ checks, central }, what, status = 'Accepted') {
  checks.equal(`ClearChargingProfile ${JSON.stringify(what)}`, await central.call('ClearChargingProfile', what), { status });
}

/** @param limits in ampere, one an hour */
function profile(chargingProfilePurpose, chargingProfileId, limits) {
  const isRelative = chargingProfilePurpose !== 'ChargePointMaxProfile';
  return {
    chargingProfileId,
    stackLevel: 0,
    chargingProfilePurpose,
    chargingProfileKind: isRelative ? 'Relative' : 'Absolute',
    chargingSchedule: {
      ...!isRelative && { startSchedule: new Date().toISOString() },
      chargingRateUnit: 'A',
      chargingSchedulePeriod: limits.map((limit, hour) => ({ startPeriod: hour * 3600, limit })),
    },
  };
}
