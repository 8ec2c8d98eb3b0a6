import type { IDataObject } from 'n8n-workflow';
import { isLoopback, parseUrl } from '../shared/client/hosts';
import { redact } from '../shared/problems/redact';

/** Links that somebody must open: early in a row, and to click on in the output pane. */

/** Members that hold one, by who opens it. */
const OPENED_BY: Readonly<Record<string, string>> = {
	paymentUrl: 'Open as the payer',
	consentUrl: 'Open as the account holder',
};

/** Those that hold a secret, which belongs into no hint. */
const SECRET_LINKS: Readonly<Record<string, string>> = {
	connectUrl:
		'Open the Connect page: copy the link of the column connectUrl into a browser. It works for 30 minutes.',
};

const FIRST = ['id', 'status', ...Object.keys(OPENED_BY)];

/** The row with its links right behind ID and status. */
export function linksFirst(row: IDataObject): IDataObject {
	if (!Object.keys(OPENED_BY).some((name) => name in row)) return row;
	const first = FIRST.filter((name) => name in row).map((name) => [name, row[name]]);
	return { ...Object.fromEntries(first), ...row };
}

const ESCAPES: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};

const escaped = (text: string) => text.replace(/[&<>"']/g, (character) => ESCAPES[character]);

/** The address as it may stand in a hint; undefined for one that may not. */
function safeAddress(value: unknown): string | undefined {
	const url = typeof value === 'string' ? parseUrl(value) : undefined;
	if (url === undefined || url.username !== '' || url.password !== '') return undefined;
	if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.href))) {
		return undefined;
	}
	return redact(url.href) === url.href ? url.href : undefined;
}

/** Each is a line above the output. */
const MOST_LINKS = 3;

/** What a run tells of the links in its rows. */
export class LinkHints {
	private readonly messages = new Set<string>();
	private more = 0;

	/** @param row an output row of a request that made something */
	add(row: IDataObject): void {
		for (const [name, message] of Object.entries(SECRET_LINKS)) {
			if (typeof row[name] === 'string') this.messages.add(message);
		}
		for (const [name, label] of Object.entries(OPENED_BY)) {
			const address = safeAddress(row[name]);
			if (address === undefined) continue;
			if (this.messages.size >= MOST_LINKS) this.more += 1;
			else {
				const test = row.isSandbox === true ? ' (a test: no money moves)' : '';
				this.messages.add(
					`<a href="${escaped(address)}" target="_blank" rel="noopener noreferrer">${label}</a>${test}`,
				);
			}
		}
	}

	/** Sanitised HTML, as n8n shows hints. */
	all(): string[] {
		const names = Object.keys(OPENED_BY).join(' or ');
		const rest = this.more > 0 ? [`${this.more} more links in the column ${names}.`] : [];
		return [...this.messages, ...rest];
	}
}
