import type { IDataObject } from 'n8n-workflow';
import { problemOf } from '../shared/problems/errors';
import { readList } from '../shared/client/paging';
import { asComfort, readRequest } from '../shared/client/request';
import type { Client } from '../shared/client/transport';

/**
 * The names of categories in Portuguese: transactions have the English one only. They are asked of
 * Pluggy, because an application may have categories of its own.
 */

/** By ID; or why they are not known. */
export type CategoryNames = Readonly<{ names: ReadonlyMap<unknown, string> } | { why: string }>;

/** What is known in a run: one list for each login. */
export type KnownNames = Map<Client['login'], Promise<CategoryNames>>;

async function readNames(client: Client, action: string): Promise<CategoryNames> {
	const names = new Map<unknown, string>();
	const request = asComfort(readRequest(action, '/categories'));
	try {
		for await (const rows of readList(client, request, 'pageOnly', Infinity)) {
			for (const { id, descriptionTranslated: name } of rows) {
				if (typeof name === 'string' && name !== '') names.set(id, name);
			}
		}
		return { names };
	} catch (error) {
		// A column that is a comfort is no reason to lose rows.
		return { why: problemOf(error).title };
	}
}

const hasCategory = ({ categoryId }: IDataObject) =>
	typeof categoryId === 'string' && categoryId !== '';

/** The names for some transactions, read once per run, whatever came of it; none if none is needed. */
export async function namesFor(
	rows: readonly IDataObject[],
	known: KnownNames,
	client: Client,
	action: string,
): Promise<CategoryNames | undefined> {
	if (!rows.some(hasCategory)) return undefined;
	const reading = known.get(client.login) ?? readNames(client, action);
	known.set(client.login, reading);
	return await reading;
}
