/** The hosts that may see the API key, and no others. */

/** Pluggy's hosts. The enrichment and insights products are add-ons that take the same API key. */
export const HOSTS = {
	api: 'https://api.pluggy.ai',
	enrichment: 'https://enrichment-api.pluggy.ai',
	insights: 'https://insights-api.pluggy.ai',
} as const;

export type HostName = keyof typeof HOSTS;

/** The page that runs Pluggy's Connect widget for a connect token. */
const CONNECT_PAGE = 'https://connect.pluggy.ai/';

export function parseUrl(text: string): URL | undefined {
	try {
		return new URL(text);
	} catch {
		return undefined;
	}
}

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/** Whether an address is one of this machine. */
export function isLoopback(url: string): boolean {
	return LOOPBACK.test(parseUrl(url)?.hostname ?? '');
}

/** A part of an address without its escapes; as it is when they are none. */
export function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

const isPluggys = (host: string) => host === 'pluggy.ai' || host.endsWith('.pluggy.ai');

/**
 * Normalises the base URL of a credential: no trailing slash, and never plain http to Pluggy itself,
 * however it is spelled. Empty is an error: it comes from an expression that found nothing, which
 * must not turn a sandbox into the real Pluggy.
 * @throws Error in plain words when it is no usable address
 */
export function normalizeBaseUrl(input: unknown): string {
	const text = typeof input === 'string' ? input.trim() : '';
	if (text === '') {
		throw new Error(
			`The base URL of the Pluggy credential is empty: write ${HOSTS.api}, or the address of the sandbox`,
		);
	}
	const url = parseUrl(text);
	if (url === undefined) {
		throw new Error(
			'The base URL of the Pluggy credential is not a URL such as https://api.pluggy.ai',
		);
	}
	if (url.protocol !== 'https:' && url.protocol !== 'http:') {
		throw new Error('The base URL of the Pluggy credential must start with https://');
	}
	if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
		throw new Error(
			'The base URL of the Pluggy credential must hold only a host and a path, without user, query or fragment',
		);
	}
	// URL() has lowered capitals and decoded what only looks like these letters. A dot at the end
	// names the same host.
	const host = url.hostname.replace(/\.+$/, '');
	if (isPluggys(host)) url.hostname = host;
	if (url.protocol === 'http:' && isPluggys(host)) {
		throw new Error(
			'Pluggy is only reached over https: change http:// to https:// in the credential',
		);
	}
	return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}

/**
 * Where a request goes. With a base URL other than Pluggy's own, the add-on paths go to that same
 * address, so the key of a sandbox or proxy never leaves for the internet.
 */
export function hostUrl(host: HostName, baseUrl: string): string {
	return baseUrl === HOSTS.api ? HOSTS[host] : baseUrl;
}

/** Where the Connect widget of this base URL is opened: Pluggy's page, or the sandbox's own. */
export function connectPage(baseUrl: string): string {
	return baseUrl === HOSTS.api ? CONNECT_PAGE : `${baseUrl}/connect`;
}
