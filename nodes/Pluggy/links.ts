import type { IDataObject } from 'n8n-workflow';
import { isLoopback, parseUrl } from '../shared/client/hosts';
import { redact } from '../shared/problems/redact';

/** Links that somebody must open: early in a row, and to click on in the output pane. */

/** Members that hold one, by who opens it. */
const OPENED_BY: Readonly<Record<string, string>> = {
	paymentUrl: 'Open as the payer',
	consentUrl: 'Open as the account holder',
};

/** The link that holds a secret, which belongs into no hint: what to do with it, and what comes of it. */
const CONNECT_URL = 'connectUrl';
const OPEN_CONNECT =
	'Open the Connect page: copy the link of the column connectUrl into a browser, or send it to the account holder. It works for 30 minutes.';
const NEW_ITEM =
	'There the account holder chooses the bank and approves. The item ID then comes as itemId with the event item/created of the Pluggy Trigger; keep it, and put it into Item IDs of the credential.';
const SAME_ITEM =
	'There the account holder approves again. The item ID stays the same: Item: Get shows the status UPDATED when it is done.';

/** A link for an item that is there already names it. */
const connectHint = (url: string) =>
	`${OPEN_CONNECT} ${url.includes('update_item=') ? SAME_ITEM : NEW_ITEM}`;

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

/** A text as it may stand in a hint. */
export const escaped = (text: string) =>
	text.replace(/[&<>"']/g, (character) => ESCAPES[character]);

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
		const connectUrl = row[CONNECT_URL];
		if (typeof connectUrl === 'string') this.messages.add(connectHint(connectUrl));
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
