// A PouchDB server (LevelDB) in the folder argv[2]; prints its port once it listens.
const PouchDB = require("pouchdb").defaults({ prefix: process.argv[2] + "/" });
const app = require("express")();
app.use("/", require("express-pouchdb")(PouchDB, { inMemoryConfig: true, logPath: process.argv[2] + "/log.txt" }));
const server = app.listen(0, "127.0.0.1", () => console.log(server.address().port));
