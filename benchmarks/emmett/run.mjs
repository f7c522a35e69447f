// Emmett as a peer of benchmarks/rebuild.py: the same lives in its own store, and a register that
// its own projections rebuild.
//
//     node run.mjs sqlite|postgresql load WHERE < lives.jsonl
//     node run.mjs sqlite|postgresql rebuild WHERE EVENTS BATCH
//
// WHERE is a file, or a connection string. A line of the lives is an event: stream, version, id,
// type, data, metadata. A rebuild prints its seconds, its rate, the peak of the process's memory
// in MB and the seconds of a core for each event as JSON, and fails unless it has folded exactly so
// many events.

import { createInterface } from 'node:readline';
import { performance } from 'node:perf_hooks';

console.log = console.error; // Emmett logs there what it then throws

const [database, what, where, count, batch] = process.argv.slice(2);
const { load, rebuild } = await import(`./${database}/store.mjs`);

async function* lives() {
  for await (const line of createInterface({ input: process.stdin })) yield JSON.parse(line);
}

if (what === 'load') {
  await load(where, lives());
} else {
  const { start, close } = await rebuild(where, Number(count), Number(batch));
  const [begun, used] = [performance.now(), process.cpuUsage()];
  const folded = await start();
  const seconds = (performance.now() - begun) / 1000;
  const { user, system } = process.cpuUsage(used);
  await close();
  // A consumer stops without a word where a projection failed.
  if (folded !== Number(count)) throw new Error(`folded ${folded} events of ${count}`);
  const peak = process.resourceUsage().maxRSS / 1024;
  const busy = (user + system) / 1e6 / folded;
  process.stdout.write(`${JSON.stringify({ rate: folded / seconds, seconds, peak, busy })}\n`);
}
