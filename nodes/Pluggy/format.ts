import type { IDataObject } from 'n8n-workflow';
import { problemOf } from '../shared/problems/errors';
import type { Client } from '../shared/client/transport';
import { namesFor } from './categoryNames';
import { toRow, type OutputRow } from './operation';
import type { Plan } from './plan';
import { noteReading, viewAccount, type RunMemory } from './runMemory';
import { simplifiers } from './simplify';
import { readTransaction, transactionRow, type AccountView, type Label } from './transactionRow';

/** How rows look when they are put out. */

/** Rows of answers as output rows, flat if that is asked. */
export interface Formatter {
	/**
	 * The rows of one answer. Transactions that they are belong to one account, which is read where it
	 * is not given.
	 */
	format: (rows: readonly IDataObject[], told?: Told) => Promise<OutputRow[]>;
}

/** What is known of rows besides. */
export interface Told {
	/** More members of each. */
	label?: Label;
	/** The account of transactions, or its ID. */
	account?: AccountView;
	accountId?: unknown;
}

const unreadAccount = (error: unknown): AccountView => ({
	why: `the account could not be read (${problemOf(error).title})`,
});

const withLabel = (row: IDataObject, label: Label | undefined): IDataObject =>
	label === undefined ? row : { ...row, ...label.details, ...label.ids };

export function formatterOf(plan: Plan, client: Client, memory: RunMemory): Formatter {
	const { operation, values, safety, simplified } = plan;
	const { simplify, action } = operation;
	const { notes } = memory;

	async function accountOf(id: unknown): Promise<AccountView> {
		const view = viewAccount(memory, client, id, action);
		// What was changed is put out, whatever becomes of this.
		return await (safety === 'read' ? view : view.catch(unreadAccount));
	}

	async function transactions(rows: readonly IDataObject[], { label, ...told }: Told) {
		if (rows.length === 0) return [];
		const id = told.accountId ?? values.accountId ?? rows[0].accountId;
		const account = told.account ?? (await accountOf(id));
		const known = await namesFor(rows, memory.categories, client, action);
		if (known && 'why' in known) notes.withoutNames ??= known.why;
		const names = known && 'names' in known ? known.names : undefined;
		return rows.map((row) => {
			const reading = readTransaction(row, account);
			noteReading(notes, reading);
			return toRow(transactionRow(row, account, { reading, names, label }));
		});
	}

	return {
		format: async (rows, told = {}) => {
			if (!simplified || simplify === undefined) {
				return rows.map((row) => toRow(withLabel(row, told.label)));
			}
			if (simplify === 'transaction') return await transactions(rows, told);
			return rows.map((row) => toRow(withLabel(simplifiers[simplify](row), told.label)));
		},
	};
}
