// Adds up the result files of the test projects, prints what failed and how long each took, and closes with `N passed, N failed, N skipped`.
// A project that left no readable result file, or ended badly without a failed test, counts as one failure.
import { existsSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

const [folder, ...projects] = process.argv.slice(2);
const total = { passed: 0, failed: 0, skipped: 0 };
const indent = (text) => text.trimEnd().split('\n').map((line) => `    ${line}`).join('\n');
const root = resolve(import.meta.dirname, '..');
const took = [];

// The line of ours that failed, which the stack trace names first.
const sourceLine = (trace) => {
  for (const [, file, number] of (trace ?? '').matchAll(/ in (.+?):line (\d+)/g)) {
    const path = relative(root, resolve(root, file.replace(/^\/_\//, '')));
    // A line of the test itself tells more than one of what it calls to compare.
    if (path.startsWith('..') || path.includes('Warehouse.TestEngines') || !existsSync(join(root, path)))
      continue;
    const text = readFileSync(join(root, path), 'utf8').split('\n')[number - 1];
    return `${path}:${number}\n> ${text?.trim() ?? ''}`;
  }
};

for (const project of projects) {
  const code = Number(readFileSync(join(folder, `${project}.exit`), 'utf8'));
  const log = join(folder, `${project}.log`);
  const crashed = (why) => {
    total.failed += 1;
    const tail = existsSync(log) ? readFileSync(log, 'utf8').split('\n').slice(-40).join('\n') : '';
    console.log(`FAILED  ${project}: ${why}\n${indent(tail)}`);
  };

  let results;
  try {
    results = JSON.parse(readFileSync(join(folder, `${project}.json`), 'utf8')).results;
  } catch (problem) {
    crashed(`exit code ${code}, no result file (${problem.message})`);
    continue;
  }

  const failures = results.tests.filter((test) => test.status !== 'passed' && test.status !== 'skipped' && test.status !== 'pending');
  const skipped = results.tests.filter((test) => test.status === 'skipped' || test.status === 'pending');
  total.passed += results.tests.length - failures.length - skipped.length;
  total.failed += failures.length;
  total.skipped += skipped.length;
  for (const test of failures)
    console.log(`FAILED  ${test.name}\n${indent([sourceLine(test.trace), test.message, test.trace].filter(Boolean).join('\n'))}`);
  for (const test of skipped)
    console.log(`skipped ${test.name}${test.message ? `: ${test.message}` : ''}`);
  if (code !== 0 && failures.length === 0)
    crashed(`exit code ${code}, though no test failed`);
  took.push(`${project}: ${results.tests.length} tests in ${readFileSync(join(folder, `${project}.seconds`), 'utf8').trim()} s`);
}

for (const line of took)
  console.log(line);

if (total.passed + total.failed + total.skipped === 0)
  console.log('no test ran');
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
// A run that tests nothing proves nothing.
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1);
