import { boot, commands, start, status, stop, values } from './requests.js';
import { until } from './until.js';

/**
 * What any station of the standard does, and what the central system must make of it.
 * @param call makes a call, and returns the payload of its answer
 */
export async function tellStory({ checks, central }, id, call) {
  const booted = await call('BootNotification', boot);
  checks.equal('it is accepted', booted.status, 'Accepted');
  checks.that('it is told the time', Math.abs(Date.parse(booted.currentTime) - Date.now()) < 60_000, booted.currentTime);
  checks.that('it is given an interval', booted.interval > 0, booted.interval);
  for (const connectorId of [0, 1, 2]) {
    checks.equal(`the status of connector ${connectorId} is taken`, await call('StatusNotification', status(connectorId, 'Available')), {});
  }

  const beat = await call('Heartbeat', {});
  checks.that('its heartbeat is told the time', Math.abs(Date.parse(beat.currentTime) - Date.now()) < 60_000, beat.currentTime);
  checks.equal('its card is welcome', (await call('Authorize', { idTag: 'CARD1' })).idTagInfo.status, 'Accepted');
  await call('StatusNotification', status(1, 'Preparing'));

  const started = start(1, 'CARD1', 1000);
  const { transactionId, idTagInfo } = await call('StartTransaction', started);
  checks.that('its transaction has a number', Number.isInteger(transactionId) && transactionId > 0, transactionId);
  checks.equal('its card may charge', idTagInfo.status, 'Accepted');
  await call('StatusNotification', status(1, 'Charging'));
  const measured = values(1, transactionId, 1001);
  checks.equal('its meter values are taken', await call('MeterValues', measured), {});
  checks.equal('those outside of a transaction, too', await call('MeterValues', values(0, undefined, 5)), {});
  const stopped = stop(transactionId, 'CARD1', 1002);
  checks.equal('its stop is taken', (await call('StopTransaction', stopped)).idTagInfo?.status, 'Accepted');
  await call('StatusNotification', status(1, 'Available'));

  const transferred = await call('DataTransfer', { vendorId: 'org.example', messageId: 'hello', data: 'world' });
  checks.that('data of an unknown vendor are refused by a word', ['UnknownVendorId', 'Rejected'].includes(transferred.status), transferred.status);
  checks.equal('progress of firmware is taken', await call('FirmwareStatusNotification', { status: 'Downloading' }), {});
  checks.equal('progress of diagnostics is taken', await call('DiagnosticsStatusNotification', { status: 'Uploading' }), {});

  await compare({ checks, central }, id, { transactionId, started, measured, stopped });
  for (const [action, [payload, answer]] of Object.entries(commands)) {
    checks.equal(`${action} comes back`, await central.call(id, action, payload), answer);
  }
}

/** What HTTP shows is what was sent. */
async function compare({ checks, central }, id, { transactionId, started, measured, stopped }) {
  const view = await central.station(id);
  checks.equal('HTTP shows who it is', [view.vendor, view.model, view.connected], [boot.chargePointVendor, boot.chargePointModel, true]);
  const [session, ...others] = await until('its session', async () => await central.sessions(id));
  checks.equal('HTTP shows one session', others, []);
  checks.equal(
    'HTTP shows the session as it was sent',
    [session.transaction_id, session.id_token, session.meter_start_wh, session.meter_stop_wh, session.stop_reason],
    [`${transactionId}`, 'CARD1', started.meterStart, stopped.meterStop, stopped.reason]);
  checks.equal(
    'HTTP shows when that was', [session.start_time, session.stop_time].map(moment), [started.timestamp, stopped.timestamp].map(moment));
  const sampled = await central.samples(session.id);
  checks.equal(
    'HTTP shows its meter values as they were sent',
    sampled.map(sample => [moment(sample.time), sample.value, sample.transaction_data]),
    [
      ...measured.meterValue[0].sampledValue.map(({ value }) => [moment(measured.meterValue[0].timestamp), value, false]),
      [moment(stopped.transactionData[0].timestamp), stopped.transactionData[0].sampledValue[0].value, true],
    ]);
}

function moment(text) {
  return new Date(text).toISOString();
}
