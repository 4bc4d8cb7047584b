// node sql_peers.mjs HOUSEHOLDS.csv RULES.sql THREADS RUNS
// The peers of `classify` that speak SQL: DuckDB and ClickHouse (chdb, in process), from the node_modules of the folder $HUEGRID_PEERS.
// RULES.sql is an expression: the number of the first rule that is TRUE, or 0. Eight households a building, fifty buildings a grid,
// ten grids a community, as in classify_bench.cpp. Prints a line of JSON for each peer: medians, and households by rule.
import {createRequire} from 'module';
import {readFileSync} from 'fs';

const [csv, rulesFile, threads, runs] = process.argv.slice(2);
const rules = readFileSync(rulesFile, 'utf8');
const from = createRequire(process.env.HUEGRID_PEERS + '/');
const small = ['persons', 'oldest_age', 'n_minors', 'living_alone', 'disability', 'low_income', 'chronic_illness', 'needs_followup', 'has_volunteer', 'fee_paid', 'n_open_complaints'];
const tier = 'CASE WHEN rule BETWEEN 1 AND 4 THEN 0 WHEN rule BETWEEN 5 AND 8 THEN 1 ELSE 2 END';

async function median(work) {
  const seconds = [];
  for (let run = -1; run < Number(runs); ++run) {
    const start = process.hrtime.bigint();
    await work();
    if (run >= 0) seconds.push(Number(process.hrtime.bigint() - start) / 1e9);  // the first run compiles
  }
  return seconds.sort((a, b) => a - b)[seconds.length >> 1];
}

/// `classify` and `rollUp` are the peer's statements, carried out by `run`.
async function report(who, run, classify, rollUp, countByRule) {
  const both = async statements => { for (const statement of statements) await run(statement); };
  const classified = await median(() => both(classify));
  const all = await median(() => both([...classify, ...rollUp]));
  console.log(JSON.stringify({who, classify: classified, both: all, rules: await countByRule()}));
}

const peers = {
  async DuckDB() {
    const {DuckDBInstance, version} = from('@duckdb/node-api');
    const db = await (await DuckDBInstance.create(':memory:', {threads})).connect();
    const columns = ['row', ...small, 'tenancy', 'last_visit', 'move_in', 'floor_area'].map(name =>
      `'${name}': '${name === 'row' ? 'INTEGER' : small.includes(name) ? 'UTINYINT' : name === 'tenancy' ? 'VARCHAR' : name === 'floor_area' ? 'DOUBLE' : 'DATE'}'`);
    await db.run(`CREATE TABLE h AS SELECT *, "row" // 8 AS bid FROM read_csv('${csv}', header = true, columns = {${columns}})`);
    await db.run('CREATE TABLE b AS SELECT DISTINCT bid, bid // 50 AS grid, bid // 500 AS community FROM h');
    await db.run('SET preserve_insertion_order = false');
    const counts = [0, 1, 2].map(t => `count(*) FILTER (tier = ${t}) AS t${t}`), sums = [0, 1, 2].map(t => `sum(t${t}) AS t${t}`);
    await report(`DuckDB ${version()}`, statement => db.run(statement),
      [`CREATE OR REPLACE TABLE c AS SELECT bid, rule, (${tier})::UTINYINT AS tier FROM (SELECT bid, (${rules})::UTINYINT AS rule FROM h)`],
      [`CREATE OR REPLACE TABLE cb AS SELECT bid, ${counts} FROM c GROUP BY bid`,
       ...['grid', 'community'].map(zone => `CREATE OR REPLACE TABLE c_${zone} AS SELECT ${zone}, ${sums} FROM cb JOIN b USING (bid) GROUP BY ${zone}`)],
      async () => Object.fromEntries((await (await db.runAndReadAll('SELECT rule::INT, count(*)::INT FROM c GROUP BY 1')).getRows())));
  },
  async ClickHouse() {
    const chdb = from('chdb');
    const session = new chdb.Session();
    const run = statement => session.query(statement.startsWith('INSERT') ? `${statement} SETTINGS max_threads = ${threads}` : statement);
    const types = ['row UInt32', ...small.map(name => `${name} UInt8`), 'tenancy LowCardinality(String)', 'last_visit Nullable(Date)', 'move_in Date', 'floor_area Float64'].join(', ');
    run('CREATE DATABASE g ENGINE = Atomic');
    const tables = {h: `${types}, bid UInt32`, b: 'bid UInt32, grid UInt32, community UInt32', c: 'bid UInt32, rule UInt8, tier UInt8', cb: 'bid UInt32, t0 UInt32, t1 UInt32, t2 UInt32',
                    c_grid: 'zone UInt32, t0 UInt32, t1 UInt32, t2 UInt32', c_community: 'zone UInt32, t0 UInt32, t1 UInt32, t2 UInt32'};
    for (const [name, columns] of Object.entries(tables)) run(`CREATE TABLE g.${name} (${columns}) ENGINE = Memory`);
    run(`INSERT INTO g.h SELECT *, intDiv(row, 8) FROM file('${csv}', 'CSVWithNames', '${types.replace('LowCardinality(String)', 'String')}')`);
    run('INSERT INTO g.b SELECT DISTINCT bid, intDiv(bid, 50), intDiv(bid, 500) FROM g.h');
    const fill = (name, select) => [`TRUNCATE TABLE g.${name}`, `INSERT INTO g.${name} ${select}`];
    const counts = [0, 1, 2].map(t => `countIf(tier = ${t}) AS t${t}`), sums = [0, 1, 2].map(t => `sum(t${t})`);
    await report(`ClickHouse ${session.query('SELECT version()', 'CSV').replace(/["\n]/g, '')}`, run,
      fill('c', `SELECT bid, rule, ${tier} FROM (SELECT bid, ${rules} AS rule FROM g.h)`),
      [...fill('cb', `SELECT bid, ${counts} FROM g.c GROUP BY bid`),
       ...['grid', 'community'].flatMap(zone => fill(`c_${zone}`, `SELECT ${zone}, ${sums} FROM g.cb JOIN g.b USING (bid) GROUP BY ${zone}`))],
      () => Object.fromEntries(session.query('SELECT rule, count() FROM g.c GROUP BY rule', 'CSV').trim().split('\n').map(line => line.split(',').map(Number))));
    session.cleanup();
  },
};

for (const [who, ask] of Object.entries(peers)) {
  try {
    await ask();
  } catch (failure) {
    console.log(JSON.stringify({who, absent: String(failure.message).split('\n')[0]}));
  }
}
