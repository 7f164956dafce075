import { booted } from '../bench/rig.js';
import { charge, registerOf, start } from '../bench/session.js';

/** The program is killed in the middle of a charge and starts again with what it remembers: nothing is lost, nothing is sent twice. */
export const id = 'PEER-11';

/** What an emulated meter may forget when it is killed: a second of 11 kW. */
const forgottenWh = 4;

export async function run(rig) {
  const { central } = rig;
  await booted(rig);
  for (const [key, value] of [['MeterValueSampleInterval', '2'], ['AllowOfflineTxForUnknownId', 'true']]) {
    await central.call('ChangeConfiguration', { key, value });
  }

  await whileConnected(rig);
  await whileNobodyListens(rig);
}

async function whileConnected(rig) {
  const { central } = rig;
  const session = await start(rig, 1, '04A1B2F1');
  await charge(rig, session, { energyWh: 12 });
  await rig.emulator.terminate('SIGKILL');
  await rig.switchOn();
  await isReported(rig, session);
}

/** Nobody has heard of the transaction when it is cut. */
async function whileNobodyListens(rig) {
  const { central, emulator } = rig;
  const [connectorId, idTag, from] = [1, '04A1B2F2', central.calls.length];
  await central.close();
  await emulator.plugIn(connectorId);
  await emulator.see(connectorId, { status: 'Preparing' });
  await emulator.swipe(connectorId, idTag);
  await emulator.see(connectorId, { status: 'Charging', energy_wh: energy => energy >= 12 }, 30);
  await emulator.terminate('SIGKILL');
  await central.open();
  await rig.switchOn();
  const { params } = await central.expect('StartTransaction', { idTag }, { from, seconds: 60 });
  await isReported(rig, { connectorId, idTag, from, meterStart: params.meterStart, transactionId: central.transactionOf(params) });
}

async function isReported({ checks, central, emulator }, { connectorId, idTag, transactionId, meterStart, from }) {
  const { params } = await central.expect('StopTransaction', { transactionId }, { from, seconds: 60 });
  checks.equal('the reason is reported', params.reason, 'PowerLoss');
  checks.that('energy is reported', params.meterStop - meterStart >= 5, `${meterStart} to ${params.meterStop} Wh`);
  checks.equal('it started once and ended once', central.story(from).filter(word => !word.startsWith('meter')),
    [`start ${connectorId}`, `stop ${transactionId}`]);
  const samples = central.find('MeterValues', { transactionId }, from);
  const trail = [meterStart, ...samples.flatMap(call => registerOf(call.params.meterValue)), params.meterStop];
  checks.that('the register never runs backwards', trail.every((wh, index) => index === 0 || wh >= trail[index - 1]), trail);
  checks.that('it says when it ended, not when it was sent', Date.parse(params.timestamp) >= Date.parse(samples.at(-1).params.meterValue[0].timestamp));

  const view = await emulator.see(connectorId, { status: 'Available', transaction_id: null });
  checks.equal('the contactor is open', view.contactor, 'open');
  const asked = central.calls.length;
  await central.call('TriggerMessage', { requestedMessage: 'MeterValues', connectorId });
  const reading = await central.expect('MeterValues', { connectorId }, { from: asked });
  const forgotten = params.meterStop - registerOf(reading.params.meterValue)[0];
  checks.that('meterStop is what the register says', forgotten >= 0 && forgotten <= forgottenWh, `${params.meterStop} Wh, ${forgotten} Wh more`);
}
