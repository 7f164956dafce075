import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { WebSocketServer } from 'ws';
import { Board } from './bench/board.js';

// Figures of the firmware's own process: its board is emulated by a second process, its central system is this one.
//   node figures.js --emulator PROGRAM NAME=CHARGER...     several chargers are measured in turns, so that they meet the same load of the machine

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    emulator: { type: 'string' },
    runs: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '60' },
    'start-only': { type: 'boolean' },
  },
});
const seconds = Number(options.seconds);
const programs = positionals.map(text => ({ name: text.split('=')[0], path: text.split('=')[1] }));
if (!options.emulator || programs.length === 0 || programs.some(({ path }) => !path)) {
  console.error('usage: node figures.js --emulator PROGRAM [--runs N] [--seconds N] [--start-only] NAME=CHARGER...');
  process.exit(2);
}

const folder = mkdtempSync(join(tmpdir(), 'figures-'));
const children = new Set();
process.on('exit', () => {
  children.forEach(child => child.kill('SIGKILL'));
  rmSync(folder, { recursive: true, force: true });
});
process.on('SIGINT', () => process.exit(130));
process.on('SIGTERM', () => process.exit(143));

const sleep = time => new Promise(done => setTimeout(done, time * 1000));
const board = await Board.start(options.emulator, folder);
children.add(board.process);
const central = await openCentralSystem();
const figures = new Map(programs.map(({ name }) => [name, new Map()]));
for (let run = 0; run < Number(options.runs); run++) {
  for (const program of programs) {
    const measured = await measure(program.path, join(folder, `${program.name}-${run}`));
    for (const [figure, value] of Object.entries(measured)) {
      const all = figures.get(program.name);
      all.set(figure, [...all.get(figure) ?? [], value]);
    }
    console.error(program.name, JSON.stringify(measured));
  }
}

for (const [name, all] of figures) {
  for (const [figure, values] of all) {
    const sorted = values.toSorted((a, b) => a - b);
    const median = sorted[Math.floor(sorted.length / 2)];
    console.log(`${name.padEnd(12)} ${figure.padEnd(34)} ${median.toFixed(0).padStart(7)}   ${sorted.at(0).toFixed(0)} to ${sorted.at(-1).toFixed(0)}`);
  }
}

process.exit(0);

async function measure(program, store) {
  const booted = central.next('BootNotification');
  const began = performance.now();
  const charger = start(program, ['run', '--board', board.file, '--csms', central.url, '--id', 'FIGURES-1', '--store', store, '--log-level', 'Warning']);
  const measured = {};
  measured['exec to BootNotification, ms'] = (await booted) - began;
  if (!options['start-only']) {
    await sleep(5);
    measured[`CPU in ${seconds} s idle, ms`] = await cpuOf(charger);
    measured['resident idle, kB'] = residentOf(charger);
    board.say('plug');
    const started = central.next('StartTransaction');
    await sleep(1);
    await central.call('RemoteStartTransaction', { connectorId: 1, idTag: '04A1B2C3' });
    await started;
    await sleep(5);
    measured[`CPU in ${seconds} s charging, ms`] = await cpuOf(charger);
    measured['resident charging, kB'] = residentOf(charger);
    measured['GetConfiguration, a second'] = await callsPerSecond(10);
    measured['resident behind the calls, kB'] = residentOf(charger);
    board.say('unplug');
    await central.next('StopTransaction');
  }

  charger.kill('SIGTERM');
  await charger.ended;
  return measured;
}

async function callsPerSecond(time) {
  const until = performance.now() + time * 1000;
  let calls = 0;
  while (performance.now() < until) {
    await central.call('GetConfiguration', { key: ['HeartbeatInterval'] });
    calls++;
  }

  return calls / time;
}

async function cpuOf(child) {
  const before = cpuTicks(child.pid);
  await sleep(seconds);
  return (cpuTicks(child.pid) - before) * 10;
}

/** User and system time in hundredths of a second. */
function cpuTicks(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return Number(fields[11]) + Number(fields[12]);
}

function residentOf(child) {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))[1]);
}

function start(program, args) {
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  children.add(child);
  child.ended = once(child, 'exit').then(() => children.delete(child));
  return child;
}

/** As small as one can be: it measures the station, not itself. */
async function openCentralSystem() {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', handleProtocols: () => 'ocpp1.6' });
  await once(server, 'listening');
  const waiting = new Map();
  const answers = new Map();
  let socket;
  let last = 0;
  server.on('connection', connection => {
    socket = connection;
    connection.on('message', data => {
      const now = performance.now();
      const [type, id, action] = JSON.parse(data);
      if (type === 2) {
        waiting.get(action)?.(now);
        waiting.delete(action);
        connection.send(JSON.stringify([3, id, answer(action)]));
      } else {
        answers.get(id)?.();
        answers.delete(id);
      }
    });
  });
  return {
    url: `ws://127.0.0.1:${server.address().port}/ocpp`,
    next: action => new Promise(done => waiting.set(action, done)),
    call: (action, params) => new Promise(done => {
      const id = `${++last}`;
      answers.set(id, done);
      socket.send(JSON.stringify([2, id, action, params]));
    }),
  };
}

function answer(action) {
  const idTagInfo = { status: 'Accepted' };
  const currentTime = new Date().toISOString();
  return {
    BootNotification: { status: 'Accepted', currentTime, interval: 300 },
    Heartbeat: { currentTime },
    Authorize: { idTagInfo },
    StartTransaction: { idTagInfo, transactionId: 1 },
    StopTransaction: { idTagInfo },
  }[action] ?? {};
}
