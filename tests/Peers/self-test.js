import { Checks } from './bench/checks.js';
import { booted, layOut } from './bench/rig.js';
import { charge, ended, start } from './bench/session.js';
import { until } from './bench/until.js';

/** Each plants a defect; what it must turn red stands beside it. */
const defects = [
  {
    name: 'a frame that breaks the standard',
    mustFail: 'strict validation finds nothing wrong',
    change: frame => JSON.stringify(frame[2] === 'StatusNotification' && frame[3].connectorId === 2
      ? [2, frame[1], frame[2], { ...frame[3], status: 'Availible' }]
      : frame),
    run: ({ central }) => until('a violation', () => central.violations.length > 0),
  },
  {
    name: 'a StopTransaction that is sent twice',
    mustFail: 'connector 1: started once, stopped once',
    change: frame => frame[2] === 'StopTransaction'
      ? [JSON.stringify(frame), JSON.stringify([2, `${frame[1]}-again`, ...frame.slice(2)])]
      : JSON.stringify(frame),
    run: rig => session(rig, 'Local'),
  },
  {
    name: 'an expectation that is wrong',
    mustFail: 'connector 1: the reason is reported',
    run: rig => session(rig, 'Remote'),
  },
  {
    name: 'a program that is killed',
    mustFail: 'SIGTERM ends the program in order',
    run: async ({ checks, emulator }) => checks.equal('SIGTERM ends the program in order', await emulator.terminate('SIGKILL'), 0),
  },
];

/** Proves that the checks can fail. Returns whether every planted defect was found. */
export async function selfTest() {
  const found = await Promise.all(defects.map(find));
  return found.every(Boolean);
}

async function find(defect, index) {
  const checks = new Checks(defect.name, () => {});
  const rig = await layOut(checks, `PLANTED-${index}`, { change: defect.change });
  try {
    await defect.run(rig);
  } catch (broken) {
    checks.fail('runs to its end', broken.message);
  }

  await rig.close();
  checks.equal('strict validation finds nothing wrong', rig.central.violations, []);
  const caught = checks.failures.includes(defect.mustFail);
  console.log(`${caught ? 'caught' : 'MISSED'}  ${defect.name}${caught ? '' : `; failed: ${checks.failures.join(', ') || 'nothing'}`}`);
  return caught;
}

async function session(rig, reason) {
  await booted(rig);
  await rig.central.call('ChangeConfiguration', { key: 'MeterValueSampleInterval', value: '2' });
  const running = await start(rig, 1, '04A1B2C3');
  await charge(rig, running);
  await rig.emulator.swipe(1, running.idTag);
  await ended(rig, running, reason);
}
