/** Who plays, and the words by which they know each other's messages. */
export const ORCHESTRATOR = 'olivia';
export const BUILDER = 'ben';
export const TESTER = 'tess';

export const PHRASES = {
  buildTask: 'Build the store and the server',
  testTask: 'Test and document the API',
  serverIsThere: 'src/server.js is in place',
  needsExport: 'createTodoServer',
  released: 'src/** is free again',
  testsReported: 'First test run:',
  titleMissing: 'a todo without a title is accepted',
  fixTask: 'Refuse a todo without a title',
  fixed: 'a missing title answers 400',
  runAgain: 'please run the tests again',
  testsOver: 'Last test run:',
  testsPass: 'all tests pass',
  finished: 'The Todo API is finished',
  unfinished: 'The Todo API is not finished',
} as const;
