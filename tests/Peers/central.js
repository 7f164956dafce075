import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { CentralProcess } from './bench/central-process.js';
import { Checks } from './bench/checks.js';
import * as field from './clients/field.js';
import * as ocppRpc from './clients/ocpp-rpc.js';
import * as tsOcpp from './clients/ts-ocpp.js';
import { selfTest } from './central-self-test.js';

const clients = { field, 'ocpp-rpc': ocppRpc, 'ts-ocpp': tsOcpp };

const { values: options, positionals: wanted } = parseArgs({
  allowPositionals: true,
  options: { central: { type: 'string' }, 'self-test': { type: 'boolean' } },
});
process.on('SIGTERM', () => process.exit(143));
process.on('SIGINT', () => process.exit(130));

const unknown = wanted.find(name => !(name in clients));
if (unknown) {
  throw new Error(`there is no client '${unknown}'; expected ${Object.keys(clients).join(', ')}`);
}

// One process for all of them, as in the field.
const central = await CentralProcess.start(options.central ?? findCentral(), '--any-subprotocol');
if (options['self-test']) {
  process.exit(await selfTest(central) ? 0 : 1);
}

const names = wanted.length > 0 ? wanted : Object.keys(clients);
const results = await Promise.all(names.map(run));
const whole = new Checks('the central system', console.log);
whole.equal('SIGTERM ends it in order', await central.terminate(), 0);
results.push(whole);

const passed = results.reduce((sum, checks) => sum + checks.passed, 0);
const failed = results.reduce((sum, checks) => sum + checks.failures.length, 0);
if (failed > 0) {
  console.log(central.output.slice(-4000));
}

console.log(`${passed} passed, ${failed} failed, 0 skipped`);
process.exit(failed === 0 ? 0 : 1);

async function run(name) {
  const checks = new Checks(name, console.log);
  try {
    await clients[name].run({ checks, central });
  } catch (broken) {
    checks.fail('runs to its end', broken.message);
  }

  return checks;
}

function findCentral() {
  const places = ['release', 'debug'].map(build => fileURLToPath(new URL(`../../artifacts/bin/Central.Cli/${build}/central`, import.meta.url)));
  const place = places.find(existsSync);
  if (!place) {
    throw new Error('the central system is not built: dotnet build emulator/Central.Cli, or --central PROGRAM');
  }

  return place;
}
