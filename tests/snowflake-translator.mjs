// Translates Snowflake's SQL to DuckDB's, one JSON object a line: {"sql": "..."} in, {"statements": ["..."]} or {"error": "..."} out.
// Ends when standard input closes.
import { createInterface } from 'node:readline';
import { setFlagsFromString } from 'node:v8';

// V8's baseline compiler alone: optimising the translator's 22 MB of WebAssembly would take ten seconds of CPU, its work here milliseconds.
// Hence the import after the flag.
setFlagsFromString('--liftoff-only');
const { Dialect, transpile } = await import('@polyglot-sql/sdk');

// What the translator leaves in Snowflake's words, though DuckDB has the same thing in its own.
const leftOver = [
  [/\bTIMESTAMPNTZ(\s*\(\d+\))?/g, 'TIMESTAMP'],
  [/\bTIMESTAMPLTZ(\s*\(\d+\))?/g, 'TIMESTAMPTZ'],
  [/\bBLOB\s*\(\d+\)/g, 'BLOB'],
  // Snowflake's REGEXP_LIKE matches the whole text.
  [/\bREGEXP_MATCHES\s*\(/g, 'REGEXP_FULL_MATCH('],
  // A count that is more than digits needs parentheses.
  [/\bINTERVAL\s+(-?[\w.]+)\s+(YEAR|QUARTER|MONTH|WEEK|DAY|HOUR|MINUTE|SECOND|MILLISECOND|MICROSECOND)\b/g, 'INTERVAL ($1) $2'],
  // A whole row; DuckDB would take its columns' values for names and values by turns.
  [/\bJSON_OBJECT\(\s*(\w+)\.\*\s*\)/g, 'TO_JSON($1)'],
  [/\bCURRENT_TIMESTAMP\s*\(\)/g, 'CURRENT_TIMESTAMP'],
];
// A format, whose function it translates and whose words it leaves.
const format = { YYYY: '%Y', MM: '%m', DD: '%d', HH24: '%H', MI: '%M', SS: '%S', FF6: '%f' };
// What it drops without a word, though rows then differ.
const dropped = /\b(AUTOINCREMENT|IDENTITY)\b/i;

// Every second part is a quoted text or name.
const parts = (sql) => sql.split(/('(?:[^'\\]|''|\\.)*'|"(?:[^"]|"")*")/);

function repair(statement) {
  const text = parts(statement);
  for (let index = 0; index < text.length; index += 2) {
    for (const [pattern, replacement] of leftOver)
      text[index] = text[index].replace(pattern, replacement);
    if (/\bSTRFTIME\([^()]*,\s*$/.test(text[index]) && index + 1 < text.length)
      text[index + 1] = text[index + 1].replace(/YYYY|MM|DD|HH24|MI|SS|FF6/g, (word) => format[word]);
    // A comment within a column's definition; DuckDB knows only COMMENT ON.
    if (/\sCOMMENT\s+$/.test(text[index]) && index + 1 < text.length) {
      text[index] = text[index].replace(/\sCOMMENT\s+$/, '');
      text[index + 1] = '';
    }
  }
  return text.join('');
}

function translate(sql) {
  const lost = parts(sql).filter((_, index) => index % 2 === 0).join(' ').match(dropped);
  if (lost)
    return { error: `the translator drops ${lost[0].toUpperCase()}` };
  // The translator takes CLUSTER BY after COMMENT only; Snowflake's page has it before. It orders storage, no row. Grants and the
  // comment of a view it passes on to DuckDB, which has neither word.
  const plain = sql
    .replace(/\)\s+CLUSTER BY \([^()]*\)(?=\s+COMMENT = )/, ')')
    .replace(/^(CREATE OR REPLACE VIEW \S+) COPY GRANTS(?: COMMENT = '(?:[^'\\]|''|\\.)*')? AS/, '$1 AS');
  // What has no counterpart in DuckDB is an error, never carried over in silence.
  const result = transpile(plain, Dialect.Snowflake, Dialect.DuckDB, { unsupportedLevel: 'raise' });
  return result.success ? { statements: result.sql.map(repair) } : { error: result.error };
}

for await (const line of createInterface({ input: process.stdin })) {
  let answer;
  try {
    answer = translate(JSON.parse(line).sql);
  } catch (problem) {
    answer = { error: String(problem) };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
