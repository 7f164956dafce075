import { booted } from '../bench/desk.js';
import { charge, ended, leave, start } from '../bench/session.js';

/** Connectors are kept for somebody: until they are given back, until it is too late, until the one comes. */
export const id = 'PEER-8';

export async function tell(desk) {
  await booted(desk);
  await desk.central.call('ChangeConfiguration', { key: 'MeterValueSampleInterval', value: '2' });
  await cancelled(desk);
  await expires(desk);
  await isUsed(desk);
}

async function cancelled(desk) {
  const { checks, central } = desk;
  const cancel = reservationId => central.call('CancelReservation', { reservationId });
  await reserved(desk, { reservationId: 7, connectorId: 2, idTag: '04A1B2A1' });
  const from = central.calls.length;
  checks.equal('CancelReservation', await cancel(7), { status: 'Accepted' });
  await central.expect('StatusNotification', { connectorId: 2, status: 'Available' }, { from });
  checks.equal('CancelReservation of what is cancelled', await cancel(7), { status: 'Rejected' });

  await central.call('ChangeAvailability', { connectorId: 2, type: 'Inoperative' });
  checks.equal('ReserveNow of a connector out of service', await reserve(desk, { reservationId: 7, connectorId: 2, idTag: '04A1B2A1' }), 'Unavailable');
  await central.call('ChangeAvailability', { connectorId: 2, type: 'Operative' });
}

async function expires(desk) {
  const { checks, central } = desk;
  const from = await reserved(desk, { reservationId: 8, connectorId: 1, idTag: '04A1B2A1', seconds: 5 });
  await central.expect('StatusNotification', { connectorId: 1, status: 'Available' }, { from });
  checks.that('nobody comes: it is free again', true);
}

async function isUsed(desk) {
  const { checks, central, emulator } = desk;
  const idTag = '04A1B2A2';
  await reserved(desk, { reservationId: 9, connectorId: 1, idTag });
  checks.equal('ReserveNow for another', await reserve(desk, { reservationId: 10, connectorId: 1, idTag: '04A1B2A1' }), 'Occupied');
  checks.equal('RemoteStartTransaction of another where it is reserved',
    await central.call('RemoteStartTransaction', { connectorId: 1, idTag: '04A1B2A1' }), { status: 'Rejected' });

  const session = await start(desk, 1, idTag);
  checks.equal('StartTransaction tells the reservation', central.find('StartTransaction', { idTag })[0].params.reservationId, 9);
  await charge(desk, session);
  checks.equal('ReserveNow of a connector in use', await reserve(desk, { reservationId: 10, connectorId: 1, idTag: '04A1B2A1' }), 'Occupied');
  checks.equal('CancelReservation of what is used', await central.call('CancelReservation', { reservationId: 9 }), { status: 'Rejected' });
  await emulator.swipe(1, idTag);
  await ended(desk, session, 'Local');
  await leave(desk, session);
}

async function reserved(desk, wanted) {
  const from = desk.central.calls.length;
  desk.checks.equal(`ReserveNow ${wanted.reservationId}`, await reserve(desk, wanted), 'Accepted');
  const { connectorId } = wanted;
  const told = await desk.central.expect('StatusNotification', { connectorId, status: 'Reserved' }, { from });
  return desk.central.calls.indexOf(told);
}

async function reserve({ central }, { seconds = 3600, ...wanted }) {
  const expiryDate = new Date(Date.now() + seconds * 1000).toISOString();
  return (await central.call('ReserveNow', { ...wanted, expiryDate })).status;
}
