import { booted } from '../bench/rig.js';
import { charge, ended, leave, start } from '../bench/session.js';

/** A session on each connector, by plug and card, at the same time. */
export const id = 'PEER-1';

export async function run(rig) {
  const { checks, central, emulator } = rig;
  await booted(rig);
  checks.equal('BootNotification is the first word', central.calls[0].action, 'BootNotification');
  checks.equal('the subprotocol is agreed on', central.protocol, 'ocpp1.6');
  await central.call('ChangeConfiguration', { key: 'MeterValueSampleInterval', value: '2' });

  const dc = await start(rig, 2, '04A1B2C4');
  const ac = await start(rig, 1, '04A1B2C3');
  await charge(rig, ac);
  checks.equal('the socket holds the plug', (await emulator.connector(1)).lock, 'locked');
  await emulator.swipe(1, ac.idTag);
  await ended(rig, ac, 'Local');
  await leave(rig, ac);

  await charge(rig, dc);
  await emulator.swipe(2, dc.idTag);
  await ended(rig, dc, 'Local');
  await leave(rig, dc);
}
