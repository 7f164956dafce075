import { booted } from '../bench/rig.js';
import { charge, ended, leave, start } from '../bench/session.js';

/** Connectors are kept for somebody: until they are given back, until it is too late, until the one comes. */
export const id = 'PEER-8';

export async function run(rig) {
  await booted(rig);
  await rig.central.call('ChangeConfiguration', { key: 'MeterValueSampleInterval', value: '2' });
  await cancelled(rig);
  await expires(rig);
  await isUsed(rig);
}

async function cancelled(rig) {
  const { checks, central } = rig;
  const cancel = reservationId => central.call('CancelReservation', { reservationId });
  await reserved(rig, { reservationId: 7, connectorId: 2, idTag: '04A1B2A1' });
  const from = central.calls.length;
  checks.equal('CancelReservation', await cancel(7), { status: 'Accepted' });
  await central.expect('StatusNotification', { connectorId: 2, status: 'Available' }, { from });
  checks.equal('CancelReservation of what is cancelled', await cancel(7), { status: 'Rejected' });

  await central.call('ChangeAvailability', { connectorId: 2, type: 'Inoperative' });
  checks.equal('ReserveNow of a connector out of service', await reserve(rig, { reservationId: 7, connectorId: 2, idTag: '04A1B2A1' }), 'Unavailable');
  await central.call('ChangeAvailability', { connectorId: 2, type: 'Operative' });
}

async function expires(rig) {
  const { checks, central } = rig;
  const from = await reserved(rig, { reservationId: 8, connectorId: 1, idTag: '04A1B2A1', seconds: 5 });
  await central.expect('StatusNotification', { connectorId: 1, status: 'Available' }, { from });
  checks.that('nobody comes: it is free again', true);
}

async function isUsed(rig) {
  const { checks, central, emulator } = rig;
  const idTag = '04A1B2A2';
  await reserved(rig, { reservationId: 9, connectorId: 1, idTag });
  checks.equal('ReserveNow for another', await reserve(rig, { reservationId: 10, connectorId: 1, idTag: '04A1B2A1' }), 'Occupied');
  checks.equal('RemoteStartTransaction of another where it is reserved',
    await central.call('RemoteStartTransaction', { connectorId: 1, idTag: '04A1B2A1' }), { status: 'Rejected' });

  const session = await start(rig, 1, idTag);
  checks.equal('StartTransaction names the reservation', central.find('StartTransaction', { idTag })[0].params.reservationId, 9);
  await charge(rig, session);
  checks.equal('ReserveNow of a connector in use', await reserve(rig, { reservationId: 10, connectorId: 1, idTag: '04A1B2A1' }), 'Occupied');
  checks.equal('CancelReservation of what is used', await central.call('CancelReservation', { reservationId: 9 }), { status: 'Rejected' });
  await emulator.swipe(1, idTag);
  await ended(rig, session, 'Local');
  await leave(rig, session);
}

async function reserved(rig, wanted) {
  const from = rig.central.calls.length;
  rig.checks.equal(`ReserveNow ${wanted.reservationId}`, await reserve(rig, wanted), 'Accepted');
  const { connectorId } = wanted;
  const reported = await rig.central.expect('StatusNotification', { connectorId, status: 'Reserved' }, { from });
  return rig.central.calls.indexOf(reported);
}

async function reserve({ central }, { seconds = 3600, ...wanted }) {
  const expiryDate = new Date(Date.now() + seconds * 1000).toISOString();
  return (await central.call('ReserveNow', { ...wanted, expiryDate })).status;
}
