import { Checks } from './bench/checks.js';
import { booted, layOut } from './bench/desk.js';
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
    tell: ({ central }) => until('a violation', () => central.violations.length > 0),
  },
  {
    name: 'a StopTransaction that is told twice',
    mustFail: 'connector 1: started once, stopped once',
    change: frame => frame[2] === 'StopTransaction'
      ? [JSON.stringify(frame), JSON.stringify([2, `${frame[1]}-again`, ...frame.slice(2)])]
      : JSON.stringify(frame),
    tell: desk => session(desk, 'Local'),
  },
  {
    name: 'an expectation that is wrong',
    mustFail: 'connector 1: the reason is told',
    tell: desk => session(desk, 'Remote'),
  },
  {
    name: 'a program that is killed',
    mustFail: 'SIGTERM ends the program in order',
    tell: async ({ checks, emulator }) => checks.equal('SIGTERM ends the program in order', await emulator.terminate('SIGKILL'), 0),
  },
];

/** Proves that the checks can fail. Returns whether every planted defect was found. */
export async function selfTest() {
  const found = await Promise.all(defects.map(find));
  return found.every(Boolean);
}

async function find(defect, index) {
  const checks = new Checks(defect.name, () => {});
  const desk = await layOut(checks, `PLANTED-${index}`, { change: defect.change });
  try {
    await defect.tell(desk);
  } catch (broken) {
    checks.fail('told to its end', broken.message);
  }

  await desk.close();
  checks.equal('strict validation finds nothing wrong', desk.central.violations, []);
  const caught = checks.failures.includes(defect.mustFail);
  console.log(`${caught ? 'caught' : 'MISSED'}  ${defect.name}${caught ? '' : `; failed: ${checks.failures.join(', ') || 'nothing'}`}`);
  return caught;
}

async function session(desk, reason) {
  await booted(desk);
  await desk.central.call('ChangeConfiguration', { key: 'MeterValueSampleInterval', value: '2' });
  const running = await start(desk, 1, '04A1B2C3');
  await charge(desk, running);
  await desk.emulator.swipe(1, running.idTag);
  await ended(desk, running, reason);
}
