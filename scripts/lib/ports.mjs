/** Free ports on the loopback address. */
import { createServer } from 'node:net';

const HOST = '127.0.0.1';

const listen = (/** @type {number} */ port) =>
	new Promise((done, fail) => {
		const server = createServer();
		server.once('error', fail);
		server.listen(port, HOST, () => done(server));
	});

/** All held open until the last one is found, so that they differ. @param {number} count */
export async function freePorts(count) {
	const servers = await Promise.all(Array.from({ length: count }, () => listen(0)));
	const ports = servers.map((server) => server.address().port);
	await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
	return ports;
}

/** @param {number} port */
export async function isFree(port) {
	try {
		const server = await listen(port);
		await new Promise((done) => server.close(done));
		return true;
	} catch {
		return false;
	}
}
