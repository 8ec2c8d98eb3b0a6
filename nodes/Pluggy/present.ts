import type { IDataObject } from 'n8n-workflow';
import { problemOf } from '../shared/problems/errors';
import type { Client } from '../shared/client/transport';
import { toRow, type OutputRow } from './operation';
import type { Plan } from './plan';
import { noteReading, viewAccount, type Notes, type RunMemory } from './runMemory';
import { simplifiers, type Simplify } from './simplify';
import { readTransaction, transactionRow, type AccountView } from './transactionRow';

/** Rows of answers as output rows, flat if that is asked. */
export interface Presenter {
	/** An output row with more members; a transaction with its account. */
	present: (row: IDataObject, more?: IDataObject, account?: AccountView) => OutputRow;
	/** The rows of one answer; transactions that they are belong to one account, which is read. */
	presentAll: (rows: readonly IDataObject[]) => Promise<OutputRow[]>;
	/** The account of transactions. */
	accountOf: (id: unknown) => Promise<AccountView>;
}

/** What makes flat rows; undefined where rows are put out as they are. */
function flattener({ operation, simplified }: Plan, notes: Notes): Simplify | undefined {
	const { simplify } = operation;
	if (!simplified || simplify === undefined) return undefined;
	if (simplify !== 'transaction') return simplifiers[simplify];
	return (row, account) => {
		const reading = readTransaction(row, account);
		noteReading(notes, reading);
		return transactionRow(row, account, reading);
	};
}

const unreadAccount = (error: unknown): AccountView => ({
	why: `the account could not be read (${problemOf(error).title})`,
});

export function presenterOf(plan: Plan, client: Client, memory: RunMemory): Presenter {
	const { operation, values, safety } = plan;
	const flat = flattener(plan, memory.notes);
	const present: Presenter['present'] = (row, more, account) => {
		const json = flat ? flat(row, account) : row;
		return toRow(more ? { ...json, ...more } : json);
	};
	const accountOf: Presenter['accountOf'] = async (id) => {
		const view = viewAccount(memory, client, id, operation.action);
		// What was changed is put out, whatever becomes of this.
		return await (safety === 'read' ? view : view.catch(unreadAccount));
	};
	const isAccountNeeded = flat !== undefined && operation.simplify === 'transaction';
	return {
		present,
		presentAll: async (rows) => {
			const account =
				isAccountNeeded && rows.length > 0
					? await accountOf(values.accountId ?? rows[0].accountId)
					: undefined;
			return rows.map((row) => present(row, undefined, account));
		},
		accountOf,
	};
}
