import { booted } from '../bench/rig.js';
import { charge, start } from '../bench/session.js';
import { until } from '../bench/until.js';

/** The emulator disturbs its own line to somebody else's central system: what is lost, doubled or refused there costs nothing. */
export const id = 'PEER-12';

export async function run(rig) {
  const { checks, central, emulator } = rig;
  await booted(rig);
  await central.call('ChangeConfiguration', { key: 'MeterValueSampleInterval', value: '2' });
  await refusesWhatItCannotDo(rig);
  checks.equal('the line is up', (await emulator.link()).state, 'up');

  const session = await start(rig, 1, '04A1B2C3');
  await charge(rig, session);
  await refusedUpgrades(rig);
  await answersTwice(rig, session);
  await lostAnswer(rig, session);
}

async function refusesWhatItCannotDo({ checks, emulator }) {
  for (const [verb, query, status] of [['tie-a-knot', '', 422], ['delay', 'duration=soon', 400], ['drop-answer', 'action=Sing', 400], ['cut', 'deep=yes', 400]]) {
    const answer = await emulator.link(verb, query).catch(refusal => refusal.message);
    checks.that(`a line that is to ${verb} ${query} answers ${status}`, `${answer}`.includes(`${status} `), answer);
  }
}

async function refusedUpgrades({ checks, central, emulator }) {
  const before = central.connections;
  await emulator.link('refuse-connect', 'status=503&times=2');
  await emulator.link('cut');
  await emulator.link('restore');
  await until('a new connection', () => central.connections > before, 60);
  checks.equal('two upgrades were refused before it', (await emulator.link()).plans_left, 0);
  checks.equal('and one let in', central.connections, before + 1);
  checks.that('the vehicle charges on', (await emulator.connector(1)).status === 'Charging');
}

async function answersTwice({ checks, central, emulator }, session) {
  const [from, connection] = [central.calls.length, central.connections];
  await emulator.link('double-answer', 'action=MeterValues');
  await until('three more samples', () => central.find('MeterValues', { transactionId: session.transactionId }, from).length >= 3);
  checks.equal('an answer that comes twice is passed over', (await emulator.link()).plans_left, 0);
  checks.equal('and costs no connection', central.connections, connection);
}

async function lostAnswer({ checks, central, emulator }, session) {
  await emulator.link('drop-answer', 'action=StopTransaction');
  await emulator.swipe(1, session.idTag);
  const first = await central.expect('StopTransaction', { transactionId: session.transactionId }, { from: session.from });
  const second = await central.expect('StopTransaction', {}, { from: central.calls.indexOf(first) + 1, seconds: 90 });
  checks.equal('a stop whose answer was lost is sent again with the same content', second.params, first.params);
  checks.that('on a new connection', second.connection > first.connection);
  await emulator.see(1, { status: 'Finishing', transaction_id: null });
}
