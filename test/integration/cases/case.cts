import type { IDataObject } from 'n8n-workflow';

/** One request as Pluggy must receive it, and what Pluggy answers. Written by hand from its documents. */
export interface Exchange {
	method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
	/** Path only, encoded; of https://api.pluggy.ai unless `host` says otherwise. */
	path: string;
	host?: string;
	/** Every query parameter that must be sent, and no other. */
	query?: Record<string, string>;
	/** The exact JSON body; undefined: no body at all. */
	body?: unknown;
	status?: number;
	answer?: unknown;
}

/**
 * One operation, run once over three input rows.
 * `parameters` are what the editor stores, with expressions on the input rows.
 */
export interface Case {
	resource: string;
	operation: string;
	/** Tells several cases of one operation apart. */
	title?: string;
	parameters: IDataObject;
	input: readonly [IDataObject, IDataObject, IDataObject];
	/** The requests, in order, that one input row leads to. */
	requests(input: IDataObject, row: number): Exchange[];
	/** The json of the output rows for one input row. */
	rows(input: IDataObject, row: number): IDataObject[];
	/** Keys of the output's json that are compared; all, if not given. */
	compare?: readonly string[];
}

/** Three input rows, each with a UUID of its own under the given names. */
export function threeRows(...names: string[]): readonly [IDataObject, IDataObject, IDataObject] {
	const uuid = (row: number, place: number) =>
		`${row}${place}000000-0000-4000-8000-00000000000${row}`;
	const make = (row: number): IDataObject =>
		Object.fromEntries(names.map((name, place) => [name, uuid(row, place)]));
	return [make(1), make(2), make(3)];
}

/** A picker as the editor stores it when an ID or expression was written into it. */
export const byId = (value: string) => ({ __rl: true, mode: 'id', value });
