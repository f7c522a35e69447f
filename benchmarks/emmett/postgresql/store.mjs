// Emmett on PostgreSQL, rebuilt by its own `rebuildPostgreSQLProjections`.

import {
  getPostgreSQLEventStore,
  postgreSQLRawSQLProjection,
  rebuildPostgreSQLProjections,
} from '@event-driven-io/emmett-postgresql';
import { SQL, plainString } from '@event-driven-io/dumbo';
import pg from 'pg';
import { ADOPTED, EVENTS, begun, changes } from '../register.mjs';

const asked = async (connectionString, ...statements) => {
  const client = new pg.Client({ connectionString });
  await client.connect();
  for (const one of statements) await client.query(one);
  await client.end();
};

export const load = async (connectionString, lives) => {
  const store = getPostgreSQLEventStore(connectionString);
  await store.schema.migrate();
  for await (const { stream, version, id, type, data, metadata } of lives) {
    const event = { type, data, metadata: { ...metadata, messageId: id } };
    const expectedStreamVersion = BigInt(version - 1);
    await store.appendToStream(stream, [event], { expectedStreamVersion });
  }
  await store.close();
  await asked(
    connectionString,
    'CREATE TABLE emmett_register (mandate TEXT PRIMARY KEY, state JSONB NOT NULL)',
    'VACUUM ANALYZE',
  );
};

const updated = (event) =>
  changes(event).reduce((state, { path, value, last }) => {
    const at = `{${[...path, ...(last ? [-1] : [])].join(',')}}`;
    const json = JSON.stringify(value);
    return last
      ? SQL`jsonb_insert(${plainString(state)}, ${at}, ${json}, true)`
      : SQL`jsonb_set(${plainString(state)}, ${at}, ${json})`;
  }, 'state');

const projection = (seen) =>
  postgreSQLRawSQLProjection({
    name: 'register',
    canHandle: EVENTS,
    evolve: (event) => {
      const mandate = event.metadata.streamName;
      seen();
      if (event.type === ADOPTED) {
        return SQL`INSERT INTO emmett_register VALUES (${mandate}, ${JSON.stringify(begun(event))})`;
      }
      const state = plainString(updated(event));
      return SQL`UPDATE emmett_register SET state = ${state} WHERE mandate = ${mandate}`;
    },
  });

/** From the beginning: what a rebuild before it left is taken away first. */
export const rebuild = async (connectionString, _, batchSize) => {
  await asked(connectionString, 'TRUNCATE emmett_register, emt_processors, emt_projections');
  let folded = 0;
  const consumer = rebuildPostgreSQLProjections({
    connectionString,
    pulling: { batchSize, pullingFrequencyInMs: 1 },
    projections: [projection(() => (folded += 1))],
  });
  const start = async () => {
    await consumer.start();
    return folded;
  };
  return { start, close: consumer.close };
};
