// Emmett on SQLite. Its connections begin with a PRAGMA that nobody awaits (WAL, with the default
// of synchronous=FULL). While that statement is unfinished a COMMIT is refused with SQLITE_BUSY, as
// happens where each append opens a connection of its own, as the store's `appendToStream` does. So
// the load is one transaction of one connection, and a rebuild's first commit comes after hundreds
// of other statements.

import {
  appendToStream,
  createEventStoreSchema,
  getSQLiteEventStore,
  sqliteConnection,
} from '@event-driven-io/emmett-sqlite';
import { ADOPTED, EVENTS, begun, changes } from '../register.mjs';

export const load = async (fileName, lives) => {
  const connection = sqliteConnection({ fileName });
  await createEventStoreSchema(connection);
  await connection.command('CREATE TABLE register (mandate TEXT PRIMARY KEY, state TEXT NOT NULL)');
  await connection.withTransaction(async () => {
    for await (const { stream, version, id, type, data, metadata } of lives) {
      const event = { type, data, metadata: { ...metadata, messageId: id } };
      const expectedStreamVersion = BigInt(version - 1);
      const options = { expectedStreamVersion };
      const { success } = await appendToStream(connection, stream, 'mandate', [event], options);
      if (!success) throw new Error(`not appended: ${stream} ${version}`);
    }
  });
  connection.close();
};

const at = (path) =>
  path.reduce((all, one) => {
    if (typeof one === 'string') return `${all}.${one}`;
    return `${all}[${one < 0 ? `#${one}` : one}]`;
  }, '$');

const updated = (event) => {
  const values = [];
  let state = 'state';
  for (const { path, value, last } of changes(event)) {
    state = `${last ? 'json_insert' : 'json_set'}(${state}, ?, json(?))`;
    values.push(last ? `${at(path)}[#]` : at(path), JSON.stringify(value));
  }
  return [`UPDATE register SET state = ${state} WHERE mandate = ?`, values];
};

const projection = (seen) => ({
  name: 'register',
  canHandle: EVENTS,
  handle: async (events, { connection }) => {
    for (const event of events) {
      const mandate = event.metadata.streamName;
      if (event.type === ADOPTED) {
        const row = [mandate, JSON.stringify(begun(event))];
        await connection.command('INSERT INTO register VALUES (?, ?)', row);
      } else {
        const [sql, values] = updated(event);
        await connection.command(sql, [...values, mandate]);
      }
      seen();
    }
  },
});

/** Of a file that was loaded and not rebuilt yet. */
export const rebuild = async (fileName, count, batchSize) => {
  const pulling = { batchSize, pullingFrequencyInMs: 1 };
  const consumer = getSQLiteEventStore({ fileName }).consumer({ pulling });
  let folded = 0;
  consumer.processor({
    projection: projection(() => (folded += 1)),
    startFrom: 'BEGINNING',
    stopAfter: () => folded === count,
  });
  const start = async () => {
    await consumer.start();
    return folded;
  };
  return { start, close: consumer.close };
};
