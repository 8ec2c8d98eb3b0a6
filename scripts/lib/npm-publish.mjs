/** How npm is asked to publish a tarball, and whether it still has to be. Pure functions. */

/** @param {string} tarball @param {string} tag */
export const publishArguments = (tarball, tag) => [
	...['publish', tarball, '--provenance', '--access', 'public'],
	...['--tag', tag, '--ignore-scripts'],
];

/**
 * Without a token npm shows the registry who this workflow is (trusted publishing). The first version
 * needs one: npm lets only packages that exist have a trusted publisher.
 * @param {string} registry
 * @param {string | undefined} token
 * @returns {Record<string, string>}
 */
export function tokenEnvironment(registry, token) {
	if (!token) return {};
	const { host, pathname } = new URL(registry);
	return { [`npm_config_//${host}${pathname.replace(/\/?$/, '/')}:_authToken`]: token };
}

/**
 * A workflow that is run again finds its version published.
 * @param {string} ours the integrity of the tarball
 * @param {string | undefined} theirs what the registry has under this version
 * @returns {'publish' | 'done' | 'taken'}
 */
export function whatToDo(ours, theirs) {
	if (!theirs) return 'publish';
	return theirs === ours ? 'done' : 'taken';
}
