import { isLoopback, parseUrl } from '../shared/client/hosts';

/** IP addresses, and what Pluggy takes as the address of a webhook. */

/** The address as 4 or 16 bytes, or undefined when the text is none. `::ffff:1.2.3.4` is IPv4. */
export function parseAddress(text: string): number[] | undefined {
	const bytes = text.includes(':') ? parseV6(text) : parseV4(text);
	const isMapped =
		bytes?.length === 16 &&
		bytes.slice(0, 10).every((byte) => byte === 0) &&
		bytes[10] === 255 &&
		bytes[11] === 255;
	return isMapped ? bytes.slice(12) : bytes;
}

function parseV4(text: string): number[] | undefined {
	const parts = text.split('.');
	// No leading zeros: some systems read 010 as 8.
	const isAddress =
		parts.length === 4 &&
		parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256);
	return isAddress ? parts.map(Number) : undefined;
}

/** https://www.rfc-editor.org/rfc/rfc4291#section-2.2 */
function parseV6(text: string): number[] | undefined {
	// A zone such as %eth0 says only where a link-local address was heard.
	const halves = text.replace(/%.*$/, '').split('::');
	if (halves.length > 2) return undefined;
	const [head, tail] = halves.map((half, place) => groups(half, place === halves.length - 1));
	if (head === undefined || (halves.length === 2 && tail === undefined)) return undefined;
	if (tail === undefined) return head.length === 16 ? head : undefined;
	const missing = 16 - head.length - tail.length;
	return missing < 2 ? undefined : [...head, ...Array<number>(missing).fill(0), ...tail];
}

/** @param isEnd whether the last group may be an IPv4 address */
function groups(text: string, isEnd: boolean): number[] | undefined {
	if (text === '') return [];
	const bytes: number[] = [];
	const parts = text.split(':');
	for (const [place, part] of parts.entries()) {
		const v4 = isEnd && place === parts.length - 1 ? parseV4(part) : undefined;
		if (v4) bytes.push(v4[0], v4[1], v4[2], v4[3]);
		else if (/^[\da-f]{1,4}$/i.test(part))
			bytes.push(parseInt(part, 16) >> 8, parseInt(part, 16) & 255);
		else return undefined;
	}
	return bytes;
}

/** A block of addresses: those whose first `bits` bits are those of `address`. */
export interface Range {
	address: readonly number[];
	bits: number;
}

/** One address, or a block in CIDR notation such as `52.67.0.0/16`. */
export function parseRange(text: string): Range | undefined {
	const [base, prefix, ...more] = text.split('/');
	const address = parseAddress(base);
	if (address === undefined || more.length > 0) return undefined;
	const size = address.length * 8;
	if (prefix === undefined) return { address, bits: size };
	if (!/^\d{1,3}$/.test(prefix)) return undefined;
	// Of ::ffff:1.2.3.4/120 the first 96 bits are the mark of IPv4.
	const bits = Number(prefix) - (base.includes(':') && size === 32 ? 96 : 0);
	return bits >= 0 && bits <= size ? { address, bits } : undefined;
}

export function isInRange(bytes: readonly number[], { address, bits }: Range): boolean {
	if (bytes.length !== address.length) return false;
	return bytes.every((byte, place) => {
		const counted = Math.min(8, Math.max(0, bits - place * 8));
		const mask = (0xff00 >> counted) & 0xff;
		return (byte & mask) === (address[place] & mask);
	});
}

/** Whether an address is in one of the ranges; a text that is no address is in none. */
export function isListed(ip: string | undefined, ranges: readonly Range[]): boolean {
	const bytes = ip === undefined ? undefined : parseAddress(ip);
	return bytes !== undefined && ranges.some((range) => isInRange(bytes, range));
}

const RESERVED = /(^|\.)(localhost|local|localdomain|internal|lan|home\.arpa)$/;

/**
 * Why Pluggy would not deliver to an address, or undefined if it would.
 * https://docs.pluggy.ai/en/reference/webhook/webhooks-create
 * @param baseUrl of the credential: a Pluggy on this machine delivers on this machine
 */
export function addressProblem(webhookUrl: string, baseUrl: string): string | undefined {
	const url = parseUrl(webhookUrl);
	if (url === undefined) return 'it is not a URL';
	if (url.username !== '' || url.password !== '') return 'it holds a user name or password';
	if (isLoopback(webhookUrl) && isLoopback(baseUrl)) return undefined;
	const host = url.hostname.replace(/\.$/, '');
	if (RESERVED.test(host)) return `${host} is a name that only this machine or network knows`;
	// URL() has turned other spellings, such as 0x7f.1, into four numbers.
	if (host.startsWith('[') || parseAddress(host)) return 'its host is an IP address, not a name';
	if (!host.includes('.')) return `${host} is not a public domain name`;
	if (url.protocol !== 'https:') return 'it is not https';
	return url.port === '' ? undefined : `its port is ${url.port}, not 443`;
}
