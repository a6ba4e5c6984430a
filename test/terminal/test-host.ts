import {mkdtempSync, realpathSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {HostServer} from '../../src/terminal/host-server.ts';
import {TestClient} from './test-client.ts';

/** A terminal host within the test's process, with real ptys and a real socket. */
export class TestHost implements AsyncDisposable {
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), 'harmony-host-')));
  readonly output = join(this.folder, 'output');
  readonly socket = join(this.folder, 'terminals.sock');
  readonly log: string[] = [];
  readonly server = new HostServer(this.socket, {project: this.folder, output: this.output, log: (line) => this.log.push(line)});

  static async start(): Promise<TestHost> {
    const host = new TestHost();
    await host.server.listen();
    return host;
  }

  connect(): Promise<TestClient> {
    return TestClient.connect(this.socket, this.folder);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.server[Symbol.asyncDispose]();
    rmSync(this.folder, {recursive: true, force: true});
  }
}
