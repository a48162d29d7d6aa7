// node client.js FOLDER PORT RECORDS: fill a local database with the records (one JSON document on each line), then
// time its replication to the server, and from there into a new local database. Prints {"docs", "push", "pull"} in ms.
const fs = require("fs");
const PouchDB = require("pouchdb");
const [folder, port, records] = process.argv.slice(2);
const BATCH = { batch_size: 2000, batches_limit: 10 };

async function timed(work) {
  const start = process.hrtime.bigint();
  const done = await work();
  if (!done.ok || done.errors.length) throw new Error(JSON.stringify(done));
  return [Number(process.hrtime.bigint() - start) / 1e6, done];
}

(async () => {
  const remote = `http://127.0.0.1:${port}/log`;
  const docs = fs.readFileSync(records, "utf8").trim().split("\n").map((line) => JSON.parse(line));
  const ward = new PouchDB(`${folder}/ward`);
  for (let first = 0; first < docs.length; first += 2000) await ward.bulkDocs(docs.slice(first, first + 2000));
  const [push, sent] = await timed(() => ward.replicate.to(remote, BATCH));
  const other = new PouchDB(`${folder}/other`);
  const [pull, got] = await timed(() => other.replicate.from(remote, BATCH));
  if (sent.docs_written !== docs.length || got.docs_written !== docs.length) throw new Error("not all came");
  if ((await other.info()).doc_count !== docs.length) throw new Error("not all are there");
  console.log(JSON.stringify({ docs: docs.length, push, pull }));
})();
