import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Board } from './bench/board.js';
import { CentralSystem } from './bench/central-system.js';
import { Checks } from './bench/checks.js';
import { registerOf } from './bench/session.js';
import { until } from './bench/until.js';

// The firmware as it is delivered, on a board of another process, against the central system in strict mode: a session, one that a
// killed process leaves open, and an end in order. RUNNER goes before the program, an emulator of another processor.
const { values: options } = parseArgs({
  options: {
    charger: { type: 'string' },
    emulator: { type: 'string' },
    runner: { type: 'string', default: '' },
    seconds: { type: 'string', default: '30' },
  },
});
if (!options.charger || !options.emulator) {
  console.error('usage: node firmware.js --charger PROGRAM --emulator PROGRAM [--runner "RUNNER..."] [--seconds N]');
  process.exit(2);
}

const seconds = Number(options.seconds);
const command = [...options.runner.split(' ').filter(Boolean), options.charger];
const folder = mkdtempSync(join(tmpdir(), 'firmware-'));
const children = new Set();
process.on('exit', () => {
  children.forEach(child => child.kill('SIGKILL'));
  rmSync(folder, { recursive: true, force: true });
});
process.on('SIGTERM', () => process.exit(143));
process.on('SIGINT', () => process.exit(130));

const checks = new Checks('firmware', console.log);
let output = '';
try {
  await chargeOnce();
} catch (broken) {
  checks.fail('runs to its end', `${broken.message}\n${output}`);
}

console.log(`${checks.passed} passed, ${checks.failures.length} failed, 0 skipped`);
process.exit(checks.failures.length === 0 ? 0 : 1);

async function chargeOnce() {
  const central = await new CentralSystem().open();
  const board = await Board.start(options.emulator, folder);
  children.add(board.process);

  const examined = charger('check', '--board', board.file);
  checks.equal('check finds nothing wrong with the board', await examined.ended, 0);

  let station = run(central, board);
  await central.expect('BootNotification', {}, { seconds });
  await central.expect('StatusNotification', { connectorId: 1, status: 'Available' }, { seconds });
  const { configurationKey } = await central.call('GetConfiguration', {});
  checks.that('it has the keys of the standard', configurationKey.length > 40, configurationKey.length);
  await central.call('ChangeConfiguration', { key: 'MeterValueSampleInterval', value: '2' });

  const first = await start(central, board);
  await central.expect('MeterValues', { transactionId: first.transactionId }, { from: first.from, seconds });
  await until('energy', async () => (await board.meter()).register - first.meterStart >= 5, seconds);
  const answer = await central.call('RemoteStopTransaction', { transactionId: first.transactionId });
  checks.equal('it takes the order to stop', answer.status, 'Accepted');
  const { params: stop } = await central.expect('StopTransaction', { transactionId: first.transactionId }, { from: first.from, seconds });
  checks.equal('the reason is reported', stop.reason, 'Remote');
  const { register, flowed } = await board.meter();
  isRegister('energy reported is energy metered', stop.meterStop, register);
  checks.that('energy metered is energy that flowed', Math.abs(register - first.meterStart - flowed) < 1, `${register} ${first.meterStart} ${flowed}`);
  const trail = [first.meterStart, ...central.find('MeterValues', { transactionId: first.transactionId }, first.from)
    .flatMap(call => registerOf(call.params.meterValue)), stop.meterStop];
  checks.that('the register never runs backwards', trail.every((wh, index) => index === 0 || wh >= trail[index - 1]), trail);
  board.say('unplug');
  await central.expect('StatusNotification', { connectorId: 1, status: 'Available' }, { from: first.from, seconds });

  const second = await start(central, board);
  await until('energy', async () => (await board.meter()).register - second.meterStart >= 5, seconds);
  station.kill('SIGKILL');
  await station.ended;
  await until('an open contactor', async () => await stands(board), seconds);
  const left = (await board.meter()).register;
  const restarted = central.calls.length;
  station = run(central, board);
  const { params: lost } = await central.expect('StopTransaction', { transactionId: second.transactionId }, { from: restarted, seconds });
  checks.equal('what a killed process left open ends as a power loss', lost.reason, 'PowerLoss');
  isRegister('with all the energy that flowed', lost.meterStop, left);

  station.kill('SIGTERM');
  checks.equal('SIGTERM ends it in order', await station.ended, 0);
  await board.end();
  await central.close();
  checks.equal('strict validation finds nothing wrong in either direction', central.violations, []);
}

async function start(central, board) {
  const from = central.calls.length;
  board.say('plug');
  await central.expect('StatusNotification', { connectorId: 1, status: 'Preparing' }, { from, seconds });
  const answer = await central.call('RemoteStartTransaction', { connectorId: 1, idTag: '04A1B2C3' });
  checks.equal('it takes the order to start', answer.status, 'Accepted');
  const { params } = await central.expect('StartTransaction', { connectorId: 1, idTag: '04A1B2C3' }, { from, seconds });
  await central.expect('StatusNotification', { connectorId: 1, status: 'Charging' }, { from, seconds });
  return { from, meterStart: params.meterStart, transactionId: central.transactionOf(params) };
}

/** OCPP 1.6 has whole watt-hours. */
function isRegister(what, reported, register) {
  checks.that(what, Math.abs(reported - register) < 1, `reported ${reported}, the register shows ${register}`);
}

/** Whether no energy flows any more: the relay board releases its outputs when nobody writes. */
async function stands(board) {
  const before = (await board.meter()).flowed;
  await new Promise(resolve => setTimeout(resolve, 500));
  return (await board.meter()).flowed === before;
}

function run(central, board) {
  return charger('run', '--board', board.file, '--csms', central.url, '--id', 'FIRMWARE-1', '--store', join(folder, 'store'));
}

function charger(...words) {
  const child = spawn(command[0], [...command.slice(1), ...words], { stdio: ['ignore', 'pipe', 'pipe'] });
  children.add(child);
  [child.stdout, child.stderr].forEach(stream => stream.setEncoding('utf8').on('data', text => output += text));
  child.ended = once(child, 'exit').then(([code, signal]) => {
    children.delete(child);
    return code ?? signal;
  });
  return child;
}
