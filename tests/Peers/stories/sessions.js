import { booted } from '../bench/desk.js';
import { charge, ended, leave, start } from '../bench/session.js';

/** A session on each connector, by plug and card, at the same time. */
export const id = 'PEER-1';

export async function tell(desk) {
  const { checks, central, emulator } = desk;
  await booted(desk);
  checks.equal('BootNotification is the first word', central.calls[0].action, 'BootNotification');
  checks.equal('the subprotocol is agreed on', central.protocol, 'ocpp1.6');
  await central.call('ChangeConfiguration', { key: 'MeterValueSampleInterval', value: '2' });

  const dc = await start(desk, 2, '04A1B2C4');
  const ac = await start(desk, 1, '04A1B2C3');
  await charge(desk, ac);
  checks.equal('the socket holds the plug', (await emulator.connector(1)).lock, 'locked');
  await emulator.swipe(1, ac.idTag);
  await ended(desk, ac, 'Local');
  await leave(desk, ac);

  await charge(desk, dc);
  await emulator.swipe(2, dc.idTag);
  await ended(desk, dc, 'Local');
  await leave(desk, dc);
}
