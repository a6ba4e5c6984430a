import {mkdirSync} from 'node:fs';
import {FileJournal} from '../../../src/journal/file/file-journal.ts';
import {projectFiles} from '../../../src/protocol/layout.ts';
import {TestProject} from '../../e2e/project.ts';
import type {Way} from './connection.ts';

/** A project of its own, with a running team or with the journal alone. Gone when it is disposed. */
export async function scratchTeam(way: Way): Promise<TestProject> {
  const project = new TestProject([{name: 'first', run: 'cat'}]);
  if (way === 'supervisor') {
    await project.up();
    return project;
  }
  const files = projectFiles(project.folder);
  mkdirSync(files.run, {recursive: true});
  new FileJournal(files.journal).close();
  return project;
}
