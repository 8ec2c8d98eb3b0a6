/**
 * Runs a program that is not Node's, in the same process group and as another user if told: so that it
 * ends with the process that started this one (end-with-parent.cjs is preloaded). Signals go to the
 * whole group; this process only waits and ends as the program did.
 */
const { spawn } = require('node:child_process');

/** @type {{ command: string, args: string[], uid?: number, gid?: number }} */
const { command, args, uid, gid } = JSON.parse(process.argv[2]);

const program = spawn(command, args, { stdio: 'inherit', uid, gid });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGQUIT', 'SIGHUP']) process.on(signal, () => {});
program.on('error', (error) => {
	process.stderr.write(`${command} could not be started: ${error.message}\n`);
	process.exit(1);
});
program.on('exit', (code) => process.exit(code ?? 1));
