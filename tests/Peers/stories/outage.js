import { booted } from '../bench/rig.js';
import { charge, start } from '../bench/session.js';

/** The central system goes away and comes back: what happened meanwhile is sent in order, once, and says what it said before. */
export const id = 'PEER-3';

export async function run(rig) {
  const { central } = rig;
  await booted(rig);
  for (const [key, value] of [['MeterValueSampleInterval', '2'], ['AllowOfflineTxForUnknownId', 'true']]) {
    await central.call('ChangeConfiguration', { key, value });
  }

  const before = await start(rig, 1, '04A1B2C3');
  await charge(rig, before);
  await sessionsWithoutAnybody(rig, before);
  await lostAnswer(rig);
}

async function sessionsWithoutAnybody({ checks, central, emulator }, before) {
  await central.close();
  const from = central.calls.length;
  await emulator.swipe(1, before.idTag);
  await emulator.see(1, { status: 'Finishing', lock: 'unlocked' });
  await emulator.plugOut(1);
  await emulator.see(1, { status: 'Available' });
  await emulator.plugIn(1);
  await emulator.see(1, { status: 'Preparing' });
  await emulator.swipe(1, '04A1B2C7');
  await emulator.see(1, { status: 'Charging', energy_wh: energy => energy >= 10 }, 30);
  await emulator.swipe(1, '04A1B2C7');
  await emulator.see(1, { status: 'Finishing', lock: 'unlocked' });
  await emulator.plugOut(1);
  await emulator.see(1, { status: 'Available' });

  await central.open();
  await central.expect('StartTransaction', { idTag: '04A1B2C7' }, { from, seconds: 60 });
  const after = await central.expect('StopTransaction', { idTag: '04A1B2C7' }, { from });
  const story = central.story(from).filter((word, index, words) => word !== words[index - 1]);
  const [first, second] = [`${before.transactionId}`, `${after.params.transactionId}`];
  const [early, offline] = [story.slice(0, story.indexOf('start 1')), story.slice(story.indexOf('start 1'))];
  checks.equal('what waited of the first session comes first', early.filter(word => word !== `meter ${first}`), [`stop ${first}`]);
  checks.equal('the session that nobody saw follows in order', offline.filter(word => word !== `meter ${second}`), ['start 1', `stop ${second}`]);
  checks.that('its meter values stand between start and stop', offline[1] === `meter ${second}` && offline.at(-1) === `stop ${second}`, offline);
  checks.equal('each came once', central.story(from).filter(word => !word.startsWith('meter')).length, 3);
  checks.that('each sample came once', allDifferent(central.find('MeterValues', {}, from).map(call => JSON.stringify(call.params))));
  checks.equal('a new connection alone asks for no BootNotification', central.find('BootNotification', {}, from), []);
  const started = central.find('StartTransaction', {}, from)[0].params;
  checks.that('it says when it happened, not when it was sent', Date.parse(after.params.timestamp) > Date.parse(started.timestamp));
  checks.that('its energy is reported', after.params.meterStop - started.meterStart >= 10);
}

/** The connection breaks between a StopTransaction and its answer. */
async function lostAnswer(rig) {
  const { checks, central, emulator } = rig;
  const session = await start(rig, 1, '04A1B2C8');
  await charge(rig, session);
  central.breakAt.add('StopTransaction');
  await emulator.swipe(1, session.idTag);
  const first = await central.expect('StopTransaction', { transactionId: session.transactionId }, { from: session.from });
  const second = await central.expect('StopTransaction', {}, { from: central.calls.indexOf(first) + 1, seconds: 60 });
  checks.equal('what was not answered is sent again with the same content', second.params, first.params);
  checks.that('on a new connection, as a new message', second.connection > first.connection && second.messageId !== first.messageId);
  checks.that('every call has an id of its own', allDifferent(central.calls.map(call => call.messageId)));
}

function allDifferent(values) {
  return new Set(values).size === values.length;
}
