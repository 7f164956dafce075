import { booted } from '../bench/rig.js';
import { charge, ended, leave, start } from '../bench/session.js';

/** What a central system may ask, and the end of the program. */
export const id = 'PEER-2';

export async function run(rig) {
  await booted(rig);
  await configuration(rig);
  await triggers(rig);
  await availability(rig);
  await remoteSession(rig);
  await reset(rig, 'Soft');
  await resetWhileCharging(rig);
  await termination(rig);
}

async function configuration({ checks, central }) {
  const all = await central.call('GetConfiguration', {});
  checks.equal('GetConfiguration knows two connectors', all.configurationKey.find(({ key }) => key === 'NumberOfConnectors')?.value, '2');
  const some = await central.call('GetConfiguration', { key: ['HeartbeatInterval', 'NoSuchKey'] });
  checks.equal('GetConfiguration of one key', some.configurationKey, [{ key: 'HeartbeatInterval', readonly: false, value: '300' }]);
  checks.equal('GetConfiguration of an unknown key', some.unknownKey, ['NoSuchKey']);

  for (const [key, value, status] of [
    ['MeterValueSampleInterval', '2', 'Accepted'],
    ['MeterValueSampleInterval', 'often', 'Rejected'],
    ['NumberOfConnectors', '3', 'Rejected'],
    ['NoSuchKey', '1', 'NotSupported'],
  ]) {
    checks.equal(`ChangeConfiguration ${key} to ${value}`, await central.call('ChangeConfiguration', { key, value }), { status });
  }

  const changed = await central.call('GetConfiguration', { key: ['MeterValueSampleInterval'] });
  checks.equal('what was changed is reported', changed.configurationKey[0].value, '2');
}

async function triggers({ checks, central }) {
  for (const [requestedMessage, ...expected] of [
    ['Heartbeat', {}],
    ['StatusNotification', { connectorId: 0 }, { connectorId: 1 }, { connectorId: 2 }],
    ['MeterValues', { connectorId: 1 }, { connectorId: 2 }],
    ['FirmwareStatusNotification', { status: 'Idle' }],
    ['DiagnosticsStatusNotification', { status: 'Idle' }],
    ['BootNotification', {}],
  ]) {
    const from = central.calls.length;
    checks.equal(`TriggerMessage ${requestedMessage}`, await central.call('TriggerMessage', { requestedMessage }), { status: 'Accepted' });
    await Promise.all(expected.map(params => central.expect(requestedMessage, params, { from })));
    if (requestedMessage === 'BootNotification') {
      await Promise.all([0, 1, 2].map(connectorId => central.expect('StatusNotification', { connectorId }, { from })));
    }
  }

  for (const requestedMessage of ['StatusNotification', 'MeterValues']) {
    const from = central.calls.length;
    await central.call('TriggerMessage', { requestedMessage, connectorId: 2 });
    const { params } = await central.expect(requestedMessage, {}, { from });
    checks.equal(`TriggerMessage ${requestedMessage} of one connector`, params.connectorId, 2);
  }

  checks.equal('TriggerMessage for a connector that is not there',
    await central.call('TriggerMessage', { requestedMessage: 'StatusNotification', connectorId: 9 }), { status: 'Rejected' });
}

async function availability({ checks, central }) {
  for (const [type, status] of [['Inoperative', 'Unavailable'], ['Operative', 'Available']]) {
    const from = central.calls.length;
    checks.equal(`ChangeAvailability ${type}`, await central.call('ChangeAvailability', { connectorId: 2, type }), { status: 'Accepted' });
    await central.expect('StatusNotification', { connectorId: 2, status }, { from });
  }

  checks.that('ClearCache is answered', ['Accepted', 'Rejected'].includes((await central.call('ClearCache', {})).status));
  checks.equal('DataTransfer of an unknown vendor', await central.call('DataTransfer', { vendorId: 'com.example' }), { status: 'UnknownVendorId' });
  checks.equal('UnlockConnector without a lock', await central.call('UnlockConnector', { connectorId: 2 }), { status: 'NotSupported' });
  checks.equal('UnlockConnector of a socket', await central.call('UnlockConnector', { connectorId: 1 }), { status: 'Unlocked' });
}

async function remoteSession(rig) {
  const { checks, central, emulator } = rig;
  const [connectorId, idTag, from] = [1, 'REMOTE-0042', central.calls.length];
  await emulator.plugIn(connectorId);
  await central.expect('StatusNotification', { connectorId, status: 'Preparing' }, { from });
  checks.equal('RemoteStartTransaction', await central.call('RemoteStartTransaction', { connectorId, idTag }), { status: 'Accepted' });
  const { params } = await central.expect('StartTransaction', { connectorId, idTag }, { from });
  const view = await emulator.see(connectorId, { transaction_id: number => number !== null });
  const session = { connectorId, idTag, from, meterStart: params.meterStart, transactionId: view.transaction_id };
  await charge(rig, session);

  await emulator.ev(connectorId, 'suspend');
  await central.expect('StatusNotification', { connectorId, status: 'SuspendedEV' }, { from });
  const resumed = central.calls.length;
  await emulator.ev(connectorId, 'resume');
  await central.expect('StatusNotification', { connectorId, status: 'Charging' }, { from: resumed });
  checks.that('the vehicle pauses and goes on', true);

  checks.equal('RemoteStopTransaction of another transaction',
    await central.call('RemoteStopTransaction', { transactionId: 1 }), { status: 'Rejected' });
  checks.equal('RemoteStopTransaction',
    await central.call('RemoteStopTransaction', { transactionId: session.transactionId }), { status: 'Accepted' });
  await ended(rig, session, 'Remote');
  await leave({ ...rig, checks: { equal() {} } }, session);
}

async function reset(rig, type) {
  const { checks, central } = rig;
  const [from, connections] = [central.calls.length, central.connections];
  checks.equal(`Reset ${type}`, await central.call('Reset', { type }), { status: 'Accepted' });
  const boot = await central.expect('BootNotification', {}, { from, seconds: 40 });
  checks.equal(`after a ${type} reset it boots on a new connection`, boot.connection, connections + 1);
  for (const connectorId of [0, 1, 2]) {
    await central.expect('StatusNotification', { connectorId }, { from: central.calls.indexOf(boot) });
  }
}

async function resetWhileCharging(rig) {
  const session = await start(rig, 1, '04A1B2C5');
  await charge(rig, session);
  await reset(rig, 'Hard');
  await ended(rig, session, 'HardReset');
  await rig.emulator.plugOut(1);
  await rig.emulator.see(1, { status: 'Available' });
}

async function termination(rig) {
  const session = await start(rig, 1, '04A1B2C6');
  await charge(rig, session);
  const end = rig.emulator.terminate();
  const { params } = await rig.central.expect('StopTransaction', { transactionId: session.transactionId }, { from: session.from });
  rig.checks.equal('SIGTERM ends what runs, and it is reported', params.reason, 'Reboot');
  rig.checks.equal('SIGTERM ends the program in order', await end, 0);
}
