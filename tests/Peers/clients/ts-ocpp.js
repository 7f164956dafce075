import tsOcpp from '@voltbras/ts-ocpp';
import { tellStory } from '../bench/client-story.js';
import { commands } from '../bench/requests.js';

const ocppVersion = 'v1.6-json';

/** The charge point of ts-ocpp, which refuses commands that break the standard's schemas. */
export async function run({ checks, central, id = 'TS-1' }) {
  const station = new tsOcpp.ChargePoint(id, async ({ action }) => ({ action, ocppVersion, ...commands[action][1] }), central.url);
  try {
    await station.connect();
    await tellStory({ checks, central }, id, async (action, payload) => {
      const answer = await station.sendRequest({ action, ocppVersion, payload: JSON.parse(JSON.stringify(payload)) });
      if (answer.isLeft()) {
        throw new Error(`${action}: ${answer.extract()}`);
      }

      return answer.extract();
    });
  } finally {
    station.close();
  }
}
