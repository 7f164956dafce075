import { Checks } from './bench/checks.js';
import { Line } from './bench/line.js';
import * as field from './clients/field.js';
import * as ocppRpc from './clients/ocpp-rpc.js';
import * as tsOcpp from './clients/ts-ocpp.js';

const text = frame => JSON.stringify(frame);

/** Each spoils a frame on its way; what that must turn red stands beside it. */
const defects = [
  {
    name: 'an answer that breaks the standard',
    client: ocppRpc,
    mustFail: 'strict validation finds nothing wrong in either direction',
    changeBack: frame => text(frame[2]?.interval > 0 ? [3, frame[1], { ...frame[2], interval: `${frame[2].interval}` }] : frame),
  },
  {
    name: 'a command that breaks the standard',
    client: tsOcpp,
    mustFail: 'runs to its end',
    changeBack: frame => text(frame[2] === 'Reset' ? [2, frame[1], 'Reset', { type: 'Medium' }] : frame),
  },
  {
    name: 'a meter value that is kept as another',
    client: tsOcpp,
    mustFail: 'HTTP shows its meter values as they were sent',
    change: frame => text(frame).replace('"11040.5"', '"11040.6"'),
  },
  {
    name: 'an unknown word that is refused',
    client: field,
    mustFail: 'an unknown status: it is answered',
    change: frame => text(frame[3]?.status === 'Availible' ? [2, frame[1], 'Unheard', {}] : frame),
  },
];

/** Proves that the checks can fail. Returns whether every planted defect was found. */
export async function selfTest(central) {
  const found = [];
  for (const [index, defect] of defects.entries()) {
    found.push(await find(central, defect, `PLANTED-${index}`));
  }

  return found.every(Boolean);
}

async function find(central, { name, client, mustFail, change = text, changeBack }, id) {
  const checks = new Checks(name, () => {});
  const line = await new Line(central, change, changeBack).open();
  try {
    const spoilt = Object.create(central, { url: { value: `ws://127.0.0.1:${line.port}/ocpp` } });
    await client.run({ checks, central: spoilt, id });
  } catch (broken) {
    checks.fail('runs to its end', broken.message);
  }

  await line.close();
  const caught = checks.failures.includes(mustFail);
  console.log(`${caught ? 'caught' : 'MISSED'}  ${name}${caught ? '' : `; failed: ${checks.failures.join(', ') || 'nothing'}`}`);
  return caught;
}
