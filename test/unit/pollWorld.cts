import type { IDataObject } from 'n8n-workflow';
import { beginningOf, type Remembered } from '../../nodes/PluggyPollTrigger/beginning';
import { runPoll, type PollOutcome } from '../../nodes/PluggyPollTrigger/poll';
import type { PollClient } from '../../nodes/PluggyPollTrigger/reading';
import type { PollSettings } from '../../nodes/PluggyPollTrigger/settings';
import { textOf } from '../../nodes/PluggyPollTrigger/state';
import { keyOf } from '../../nodes/PluggyPollTrigger/told';
import type { ApiRequest } from '../../nodes/shared/client/request';
import { localProblem, problemOfAnswer } from '../../nodes/shared/problems/errors';

/** A Pluggy of a few connections, and an n8n that polls it, keeps what it keeps, and is killed. */

export const HOUR = 3_600_000;
export const START = Date.parse('2026-03-02T12:00:00.000Z');
export const iso = (at: number) => new Date(at).toISOString();
export const uuid = (n: number) => `${n.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`;

export interface FakeRow {
	id: string;
	createdAt: string;
	date: string;
}

export interface FakeItem {
	id: string;
	status: string;
	lastUpdatedAt: string | null;
	createdAt: string;
	clientUserId: string | null;
	error?: IDataObject;
	accounts: Record<string, FakeRow[]>;
}

type Fault = (request: ApiRequest, number: number) => unknown;

export class FakePluggy {
	items = new Map<string, FakeItem>();

	payments: IDataObject[] = [];

	requests: string[] = [];

	pageSize = 500;

	/** Throws, or answers instead. */
	fault: Fault | undefined;

	private made = 0;

	constructor(public now = START) {}

	newId = () => uuid((this.made += 1));

	connect(accounts = 1, more: Partial<FakeItem> = {}): FakeItem {
		const item: FakeItem = {
			id: this.newId(),
			status: 'UPDATED',
			lastUpdatedAt: iso(this.now),
			createdAt: iso(this.now),
			clientUserId: null,
			accounts: Object.fromEntries(Array.from({ length: accounts }, () => [this.newId(), []])),
			...more,
		};
		this.items.set(item.id, item);
		return item;
	}

	/** A sync that brings rows to the accounts, one after another. @param back how much older they say they are, in ms */
	sync(item: FakeItem, rows = 0, back = 0): FakeRow[] {
		const accounts = Object.values(item.accounts);
		const made = Array.from({ length: rows }, (_, n) => {
			const row = { id: this.newId(), createdAt: iso(this.now - back), date: iso(this.now) };
			accounts[n % accounts.length].push(row);
			return row;
		});
		item.lastUpdatedAt = iso(this.now);
		return made;
	}

	client(): PollClient {
		return {
			baseUrl: 'https://api.pluggy.ai',
			login: 'login',
			send: async (request) => {
				const query = new URLSearchParams(
					Object.entries(request.query ?? {}).flatMap(([name, value]) =>
						value === undefined ? [] : [[name, String(value)] as [string, string]],
					),
				);
				this.requests.push(`${request.method} ${request.path}?${query}`);
				const instead = this.fault?.(request, this.requests.length);
				const body = instead ?? this.answer(request.path, query);
				return { status: 200, body };
			},
		};
	}

	private answer(path: string, query: URLSearchParams): unknown {
		const [, id] = /^\/items\/(.+)$/.exec(path) ?? [];
		if (id !== undefined) {
			const item = this.items.get(id);
			if (item) return { ...item, accounts: undefined };
			throw notFound();
		}
		if (path === '/accounts') {
			const { accounts = {} } = this.items.get(query.get('itemId')!) ?? {};
			return { results: Object.keys(accounts).map((account) => ({ id: account })) };
		}
		if (path === '/payments/requests') return { results: this.payments, page: 1, totalPages: 1 };
		const rows = [...this.items.values()].flatMap(
			({ accounts }) => accounts[query.get('accountId')!] ?? [],
		);
		const from = query.get('createdAtFrom')!;
		const found = rows.filter(({ createdAt }) => createdAt >= from).reverse();
		const start = Number(query.get('after') ?? 0);
		const end = start + this.pageSize;
		const next = end < found.length ? `?after=${end}` : null;
		return { results: found.slice(start, end), next };
	}
}

export const notFound = () =>
	problemOfAnswer(404, { code: 404, codeDescription: 'ITEM_NOT_FOUND', message: 'no item' });
export const serverError = () => problemOfAnswer(500, { code: 500, message: 'oops' });
export const tooMany = () =>
	localProblem('WAIT_TOO_LONG', undefined, { details: { waitSeconds: 60 } });

/**
 * How n8n keeps what a poll leaves. `cron`: one object while the process lives, saved when a poll told
 * something. `tick`: read from the database for each poll, saved when it told something. `durable`: saved
 * with the execution, or without one.
 */
export type Keeping = 'cron' | 'tick' | 'durable';

/** What becomes of a poll: it ends well, n8n is killed before or after it saves, or drops the result. */
export type End = 'well' | 'killed' | 'killedAfterSaving' | 'dropped';

export class FakeN8n {
	database: IDataObject = {};

	/** The events of stored executions. */
	told: IDataObject[] = [];

	outcomes: PollOutcome[] = [];

	settings: PollSettings = { events: ['transactions/created'], itemIds: [], since: undefined };

	private process = 1;

	private remembered: Remembered | undefined;

	private object: IDataObject | undefined;

	nodeName = 'Pluggy Poll Trigger';

	constructor(
		private readonly pluggy: FakePluggy,
		private readonly keeping: Keeping = 'cron',
	) {}

	kill(): void {
		this.process += 1;
		this.remembered = undefined;
		this.object = undefined;
	}

	/** Published anew in the same process. */
	publishAgain(): void {
		this.object = undefined;
	}

	async poll(end: End = 'well', signal = new AbortController().signal): Promise<PollOutcome> {
		if (this.keeping !== 'cron') this.object = undefined;
		const data = (this.object ??= { ...this.database });
		const { state } = beginningOf({
			saved: data.state,
			isEmpty: Object.keys(data).length === 0,
			remembered: this.remembered,
			node: keyOf('node'),
			nodeName: this.nodeName,
			processMark: String(this.process),
		});
		const { now } = this.pluggy;
		const client = this.pluggy.client();
		const outcome = await runPoll({ client, settings: this.settings, state, signal, now });
		this.outcomes.push(outcome);
		if (end === 'killed') {
			this.kill();
			return outcome;
		}
		this.remembered = { state: outcome.state, nodeName: this.nodeName };
		data.state = textOf(outcome.state);
		if (end === 'dropped') {
			this.publishAgain();
			return outcome;
		}
		const hasTold = outcome.events.length > 0 && outcome.failure === undefined;
		const isAtomic = this.keeping === 'durable';
		const isStored = hasTold && end === 'well';
		const saves = isAtomic ? end === 'well' && outcome.failure === undefined : hasTold;
		if (saves) this.database = { ...data };
		if (isStored) this.told = [...this.told, ...outcome.events];
		if (end === 'killedAfterSaving') this.kill();
		return outcome;
	}

	/** The events of stored executions that name a row. */
	eventsOf(id: string): IDataObject[] {
		return this.told.filter(({ transactionIds }) =>
			((transactionIds ?? []) as string[]).includes(id),
		);
	}

	/** Publishing polls once, and saves what that leaves. */
	async publish(): Promise<void> {
		await this.poll();
		if (this.keeping !== 'durable') this.database = { ...this.database, ...this.object };
	}
}
