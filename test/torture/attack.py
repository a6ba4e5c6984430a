"""Forks workers that claim, write and release, and kills, stops and continues them and their supervisor at random.

`attack.py SETTINGS`, a JSON object. Python because a fork takes a millisecond: a worker may die many times a second and still be a real process.
Everything dies with its parent, by the kernel's hand (PR_SET_PDEATHSIG). What happened is appended to the oracle log, one write(2) a line.
"""
import ctypes, fcntl, json, os, random, signal, socket, subprocess, sys, time, uuid

SETTINGS = json.loads(sys.argv[1])
FILES = 12
# The shortest lease that a team gives. Milliseconds.
TTL = 10_000
NAIVE_TTL = 1_000
# Of the holders. At most so many sleep at a time: the others must have something to do.
SLEEPERS = 0.02
MOST_ASLEEP = 4
# Whoever wakes up is let alone for so long: else it is dead before it has done what it slept for. Seconds.
SPARED = 2
PR_SET_PDEATHSIG = 1
libc = ctypes.CDLL(None)


def monotonic():
    """CLOCK_MONOTONIC, the same for all processes. Milliseconds."""
    return time.clock_gettime_ns(time.CLOCK_MONOTONIC) / 1e6


def die_with_parent():
    libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


class Log:
    def __init__(self, path):
        self.fd = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)

    def say(self, what, **more):
        os.write(self.fd, (json.dumps({'what': what, 't': monotonic(), **more}) + '\n').encode())


class Refused(Exception):
    pass


class Connection:
    def __init__(self, **who):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.connect(SETTINGS['socket'])
        self.lines = self.socket.makefile('rb')
        self.last = 0
        self.ask('hello', protocol=1, **who)

    def ask(self, method, **params):
        self.last += 1
        self.socket.sendall((json.dumps({'id': self.last, 'method': method, 'params': params}) + '\n').encode())
        while True:
            line = self.lines.readline()
            if not line:
                raise ConnectionError('the supervisor ended')
            answer = json.loads(line)
            if answer.get('id') != self.last:
                continue
            if 'error' in answer:
                raise Refused(answer['error']['code'], answer['error']['message'])
            return answer['result']

    def close(self):
        self.lines.close()
        self.socket.close()


class Member:
    """One incarnation of a session that joined by hand. A command whose answer got lost is given again with the same id."""

    def __init__(self, name, log):
        self.name, self.log, self.connection = name, log, None
        self.join()

    def join(self):
        def ask():
            human = Connection()
            try:
                return human.ask('join', name=self.name)['environment']['HARMONY_TOKEN']
            finally:
                human.close()

        self.token = patiently(ask)
        self.reconnect()

    def reconnect(self):
        if self.connection:
            self.connection.close()
        self.connection = None

    def command(self, **body):
        id = str(uuid.uuid4())

        def ask():
            try:
                self.connection = self.connection or Connection(session=self.name, token=self.token)
                return self.connection.ask('command', id=id, body=body)
            except OSError:
                self.reconnect()
                raise

        return patiently(ask), id


def patiently(ask):
    while True:
        try:
            return ask()
        except (OSError, ValueError):
            time.sleep(0.01)


def write_fenced(file, fence, name, log, deadline):
    """The write that the claim guards: the file remembers the highest fence, and refuses a lower one."""
    fd = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        for _ in range(20):
            try:
                fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                time.sleep(0.002)
        else:
            return log.say('gave-up', name=name)
        before = int(os.pread(fd, 40, 0).split(b' ')[0] or 0)
        late = monotonic() >= deadline
        if before > fence:
            return log.say('old-fence-refused', name=name, fence=fence, before=before, late=late, file=file)
        os.pwrite(fd, f'{fence} {name:<12}\n'.encode().ljust(40), 0)
        log.say('written', name=name, fence=fence, before=before, late=late, file=file)
    finally:
        os.close(fd)


def check_fence(member, fence, pattern, name, log, deadline):
    """Is the fence still good? What a program asks at the write that it guards."""
    try:
        member.command(type='claim.check', fence=fence, resources=[pattern])
        log.say('checked', name=name, fence=fence)
        return True
    except Refused as refused:
        if refused.args[0] != 'stale':
            raise
        log.say('check-refused', name=name, fence=fence, late=monotonic() >= deadline)
        return False


def work(name, log):
    member = Member(name, log)
    while True:
        number = random.randrange(FILES)
        pattern, files = random.choice([(f'work/f{number}', [number])] * 18 + [('work/*', range(FILES)), (f'work/{{f{number},f0}}', [number, 0])])
        # Before the request, and rounded down: the store may count from a later moment, never from an earlier one.
        deadline = int(monotonic()) + TTL
        try:
            value, id = member.command(type='claim', resources=[pattern], mode='exclusive', reason='torture', ttl=TTL)
        except Refused as refused:
            if refused.args[0] == 'conflict':
                time.sleep(random.uniform(0, 0.03))
            elif refused.args[0] == 'stale':
                member.join()
            else:
                log.say('unexpected', name=name, refusal=refused.args)
            continue
        claim, fence = value['claim']['id'], value['claim']['fence']
        log.say('granted', name=name, claim=claim, fence=fence, command=id, files=sorted(set(files)), deadline=deadline)
        try:
            file = random.choice(list(files))
            member.command(type='edit', paths=[f'work/f{file}'], tool='Write')
            time.sleep(random.uniform(0, 0.01))
            # Whoever attacks lets it sleep longer than its lease: before the check, or between the check and the write, where no check helps.
            sleeps = random.choice(['before', 'after']) if random.random() < SLEEPERS else None
            if sleeps == 'before':
                os.kill(os.getpid(), signal.SIGSTOP)
            checked = check_fence(member, fence, pattern, name, log, deadline)
            if sleeps == 'after':
                os.kill(os.getpid(), signal.SIGSTOP)
            if checked:
                write_fenced(f"{SETTINGS['work']}/f{file}", fence, name, log, deadline)
            log.say('let-go', name=name, claim=claim)
            _, id = member.command(type='release', claims=[claim])
            log.say('released', name=name, claim=claim, command=id)
        except Refused as refused:
            log.say('let-go', name=name, claim=claim)
            # A pause outlived the lease: the edit is refused, or there is nothing to release any more.
            if monotonic() < deadline:
                log.say('unexpected', name=name, refusal=refused.args)


def work_naively(name, log):
    """What a hand-rolled folder does: read the claim, decide, write it."""
    while True:
        number = random.randrange(FILES)
        path = f"{SETTINGS['naive']}/f{number}"
        try:
            with open(path) as claim:
                holder, until = claim.read().split()
        except (OSError, ValueError):
            holder, until = '', '0'
        deadline = int(monotonic()) + NAIVE_TTL
        if holder not in ('', name) and float(until) > monotonic():
            time.sleep(random.uniform(0, 0.01))
            continue
        with open(path, 'w') as claim:
            claim.write(f'{name} {deadline}')
        id = f'{name}-{time.monotonic_ns()}'
        log.say('granted', name=name, claim=id, fence=0, command=id, files=[number], deadline=deadline)
        time.sleep(random.uniform(0, 0.01))
        log.say('let-go', name=name, claim=id)
        try:
            os.unlink(path)
        except OSError:
            pass


class Attack:
    def __init__(self, job, log):
        self.job, self.log = job, log
        self.workers, self.stopped, self.spared, self.counts = {}, [], {}, {}
        for index in range(SETTINGS['workers']):
            self.fork(f'worker-{index}')

    def count(self, what):
        self.counts[what] = self.counts.get(what, 0) + 1

    def fork(self, name):
        pid = os.fork()
        if pid == 0:
            die_with_parent()
            random.seed()
            try:
                self.job(name, self.log)
            except BaseException as error:
                self.log.say('unexpected', name=name, refusal=[repr(error)])
            os._exit(1)
        self.workers[name] = pid

    def kill(self, name):
        pid = self.workers[name]
        self.stopped = [entry for entry in self.stopped if entry[1] != pid]
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        self.log.say('killed', name=name)
        self.count('workers killed')
        self.fork(name)

    def pause(self, name, seconds):
        pid = self.workers[name]
        if any(entry[1] == pid for entry in self.stopped):
            return
        os.kill(pid, signal.SIGSTOP)
        self.count('workers stopped')
        self.stopped.append((time.monotonic() + seconds, pid))

    def asleep(self):
        return {pid for until, pid in self.stopped if until - time.monotonic() > 0.5}

    def find_sleepers(self):
        for name, pid in self.workers.items():
            if any(entry[1] == pid for entry in self.stopped):
                continue
            found, status = os.waitpid(pid, os.WNOHANG | os.WUNTRACED)
            if found and os.WIFSTOPPED(status):
                # It wakes up and still thinks that it holds what it held.
                if len(self.asleep()) < MOST_ASLEEP:
                    until = time.monotonic() + random.uniform(1.05, 1.3) * TTL / 1000
                    self.stopped.append((until, pid))
                    self.spared[pid] = until + SPARED
                    self.count('holders put to sleep')
                else:
                    os.kill(pid, signal.SIGCONT)
            elif found:
                self.fork(name)

    def go_on(self):
        now = time.monotonic()
        for entry in [entry for entry in self.stopped if entry[0] <= now]:
            self.stopped.remove(entry)
            os.kill(entry[1], signal.SIGCONT)

    def step(self):
        self.find_sleepers()
        self.go_on()
        now = time.monotonic()
        name = random.choice([name for name, pid in self.workers.items() if self.spared.get(pid, 0) < now])
        dice = random.random()
        if dice < 0.75:
            self.kill(name)
        elif dice < 0.97:
            self.pause(name, random.uniform(0.02, 0.4))

    def end(self):
        for pid in self.workers.values():
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)


class Supervisor:
    def __init__(self, attack):
        self.attack = attack
        self.start()

    def start(self):
        self.process = subprocess.Popen(
            [*SETTINGS['supervisor']], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=open(SETTINGS['supervisorLog'], 'ab'), preexec_fn=die_with_parent, env=SETTINGS['env'])
        self.up, self.since, self.resume = False, time.monotonic(), None
        self.life = random.uniform(0.2, min(5, SETTINGS['seconds'] / 3))

    def step(self):
        now = time.monotonic()
        if self.resume is not None:
            if now < self.resume:
                return
            self.process.send_signal(signal.SIGCONT)
            self.resume = None
        if not self.up:
            # Some die while they begin.
            if random.random() < 0.0005:
                return self.kill()
            try:
                Connection().close()
                self.up, self.since = True, time.monotonic()
                self.attack.count('supervisors up')
            except (OSError, ValueError, Refused):
                if self.process.poll() is not None:
                    self.attack.log.say('unexpected', name='supervisor', refusal=[f'ended with {self.process.returncode}'])
                    self.start()
        elif now - self.since > self.life:
            self.kill()
        elif random.random() < 0.01:
            self.process.send_signal(signal.SIGSTOP)
            self.resume = now + random.uniform(0.02, 0.3)
            self.attack.count('supervisors stopped')

    def kill(self):
        self.process.kill()
        self.process.wait()
        self.attack.count('supervisors killed')
        self.start()

    def end(self):
        self.process.kill()
        self.process.wait()


def run(job, log, seconds, with_supervisor):
    attack = Attack(job, log)
    supervisor = Supervisor(attack) if with_supervisor else None
    while supervisor and not supervisor.up:
        supervisor.step()
        time.sleep(0.002)
    begin = time.monotonic()
    steps = 0
    # On a busy machine a supervisor takes its time to begin: one has to be killed all the same.
    while time.monotonic() - begin < seconds or (supervisor and not attack.counts.get('supervisors killed')):
        if supervisor:
            supervisor.step()
        # As many kills as were asked for, as evenly as the machine lets: one step in four is none.
        if steps <= (time.monotonic() - begin) * SETTINGS['killsPerSecond'] / 0.75:
            attack.step()
            steps += 1
        else:
            time.sleep(0.002)
    attack.end()
    if supervisor:
        supervisor.end()
    return attack.counts


die_with_parent()
counts = run(work, Log(SETTINGS['log']), SETTINGS['seconds'], True)
naive = run(work_naively, Log(SETTINGS['naiveLog']), max(2, SETTINGS['seconds'] / 6), False)
print(json.dumps({'counts': counts, 'naive': naive}))
