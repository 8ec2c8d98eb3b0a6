/**
 * Preloaded into n8n: when the process that started it is gone (even by SIGKILL), n8n and its task
 * runner end too. The channel is the one that `stdio: 'ipc'` opens.
 */
const GRACE_MS = 5_000;

if (process.channel) {
	process.channel.unref();
	process.once('disconnect', () => {
		if (process.platform === 'win32') process.exit(1);
		setTimeout(() => process.kill(-process.pid, 'SIGKILL'), GRACE_MS);
		process.kill(-process.pid, 'SIGTERM');
	});
}
