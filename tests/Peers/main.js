import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Checks } from './bench/checks.js';
import { layOut } from './bench/rig.js';
import { Emulator } from './bench/emulator.js';
import { ofCentralSystems, ofStations } from './bench/messages.js';
import { selfTest } from './self-test.js';
import * as commands from './stories/commands.js';
import * as faults from './stories/faults.js';
import * as line from './stories/line.js';
import * as localList from './stories/local-list.js';
import * as maintenance from './stories/maintenance.js';
import * as outage from './stories/outage.js';
import * as powerLoss from './stories/power-loss.js';
import * as reconnect from './stories/reconnect.js';
import * as refusals from './stories/refusals.js';
import * as reservation from './stories/reservation.js';
import * as sessions from './stories/sessions.js';
import * as smartCharging from './stories/smart-charging.js';
import * as wrongPath from './stories/wrong-path.js';

const stories = {
  commands, faults, line, 'local-list': localList, maintenance, outage, 'power-loss': powerLoss, reconnect, refusals, reservation, sessions,
  'smart-charging': smartCharging, 'wrong-path': wrongPath,
};

const { values: options, positionals: wanted } = parseArgs({
  allowPositionals: true,
  options: { emulator: { type: 'string' }, 'self-test': { type: 'boolean' } },
});

// It ends in order: the stations it started end with it.
process.on('SIGTERM', () => process.exit(143));
process.on('SIGINT', () => process.exit(130));

Emulator.program = options.emulator ?? findEmulator();
if (options['self-test']) {
  process.exit(await selfTest() ? 0 : 1);
}

const unknown = wanted.find(name => !(name in stories));
if (unknown) {
  throw new Error(`there is no story '${unknown}'; expected ${Object.keys(stories).join(', ')}`);
}

const names = wanted.length > 0 ? wanted : Object.keys(stories);
const results = await Promise.all(names.map(name => run(name, stories[name])));
if (wanted.length === 0) {
  results.push(whole(results));
}

const passed = results.reduce((sum, checks) => sum + checks.passed, 0);
const failed = results.reduce((sum, checks) => sum + checks.failures.length, 0);
console.log(`${passed} passed, ${failed} failed, 0 skipped`);
process.exit(failed === 0 ? 0 : 1);

async function run(name, story) {
  const checks = new Checks(name, console.log);
  let rig;
  try {
    rig = await layOut(checks, story.id, story.layout);
    await story.run(rig);
    await rig.close();
    checks.equal('strict validation finds nothing wrong in either direction', rig.central.violations, []);
  } catch (broken) {
    checks.fail('runs to its end', broken.message);
    await rig?.close();
  }

  checks.actions = { called: new Set(rig?.central.calls.map(({ action }) => action)), answered: rig?.central.answered ?? [] };
  if (checks.failures.length > 0) {
    rig?.central.calls.slice(-12).forEach(call => console.log(`        ${call.action} ${JSON.stringify(call.params)}`));
    console.log(rig?.emulator.output);
  }

  return checks;
}

/** OCPP 1.6 has 28 messages: each has gone over the line, and back. */
function whole(results) {
  const checks = new Checks('all stories', console.log);
  const [called, answered] = ['called', 'answered'].map(name => new Set(results.flatMap(({ actions }) => [...actions?.[name] ?? []])));
  checks.equal('every message of a station was called', ofStations.filter(action => !called.has(action)), []);
  checks.equal('every message of a central system was answered', ofCentralSystems.filter(action => !answered.has(action)), []);
  return checks;
}

function findEmulator() {
  const places = ['release', 'debug'].map(build =>
    fileURLToPath(new URL(`../../artifacts/bin/Emulator.Cli/${build}/emulator`, import.meta.url)));
  const place = places.find(existsSync);
  if (!place) {
    throw new Error('the emulator is not built: dotnet build emulator/Emulator.Cli, or --emulator PROGRAM');
  }

  return place;
}
