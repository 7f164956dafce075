import { CentralSystem } from './central-system.js';
import { Emulator } from './emulator.js';
import { Line } from './line.js';

/** A central system and a station that is configured to talk to it. */
export async function layOut(checks, id, { path = '/ocpp', prepare, change } = {}) {
  const central = await new CentralSystem().open();
  prepare?.(central);
  const line = change && await new Line(central, change).open();
  const origin = `ws://127.0.0.1:${(line ?? central).port}`;
  const emulator = await Emulator.start(origin + path, id);
  const rig = { checks, central, emulator };
  /** Starts the station anew with what it remembers; it has ended. */
  rig.switchOn = async () => rig.emulator = await Emulator.start(origin + path, id, rig.emulator.store);
  rig.close = () => putAway(central, rig.emulator, line);
  return rig;
}

/** Waits for the station's first words: BootNotification and the status of everything it has. */
export async function booted({ central }, seconds = 30) {
  const from = central.calls.length;
  await central.expect('BootNotification', {}, { seconds });
  for (const connectorId of [0, 1, 2]) {
    await central.expect('StatusNotification', { connectorId, status: 'Available' }, { from: Math.max(0, from - 1), seconds });
  }
}

async function putAway(central, emulator, line) {
  if (emulator.end === undefined) {
    await emulator.terminate();
  }

  await line?.close();
  await central.close();
}
